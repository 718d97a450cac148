package zalo

import (
	"slices"
	"sync"

	"chitieu/target"
)

// incidents remembers what the operator was told.
type incidents struct {
	mu   sync.Mutex
	told []target.Incident
}

func (i *incidents) add(one target.Incident) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.told = append(i.told, one)
}

func (i *incidents) kinds() []target.IncidentKind {
	i.mu.Lock()
	defer i.mu.Unlock()
	var kinds []target.IncidentKind
	for _, one := range i.told {
		kinds = append(kinds, one.Kind)
	}
	return slices.Clone(kinds)
}
