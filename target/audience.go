package target

// hears reports whether a rule's audience includes the chat. A chat that only
// stands in for another is no audience of its own.
func (s *Situation) hears(a Audience, chat *Chat) bool {
	if chat.Parked != "" || chat.Standby {
		return false
	}
	switch a {
	case Leaders:
		return s.isPrivate(chat, Leader)
	case Operators:
		return s.isPrivate(chat, Operator)
	case AllGroups:
		return chat.Group
	default:
		return chat.Group && (a == UnitGroups) == (chat.Unit != Locality)
	}
}

// isPrivate reports whether it is where a person of the role is written to. Of
// several accounts of one person that is the first account's chat, or the first
// other one that can be reached.
func (s *Situation) isPrivate(chat *Chat, role Role) bool {
	if chat.Group || chat.Member == "" {
		return false
	}
	person := s.person(chat.Member)
	if person == nil || person.Role != role {
		return false
	}
	for i := range s.Chats {
		other := &s.Chats[i]
		if other.Group || other.Member == "" || other.Parked != "" || other.ID == chat.ID {
			continue
		}
		if p := s.person(other.Member); p == nil || p.ID != person.ID {
			continue
		}
		if other.Member == person.ID || chat.Member != person.ID && other.ID < chat.ID {
			return false
		}
	}
	return true
}

// person returns who has the account, nil for nobody known.
func (s *Situation) person(account MemberID) *Member {
	for range 2 {
		i := 0
		for i < len(s.Members) && s.Members[i].ID != account {
			i++
		}
		if i == len(s.Members) {
			return nil
		}
		if s.Members[i].Of == "" {
			return &s.Members[i]
		}
		account = s.Members[i].Of
	}
	return nil
}

// LeaderChats returns where each leader is written to privately.
func (s *Situation) LeaderChats() []Chat { return s.privateChats(Leader) }

// OperatorChats returns where each operator is written to privately.
func (s *Situation) OperatorChats() []Chat { return s.privateChats(Operator) }

func (s *Situation) privateChats(role Role) []Chat {
	var out []Chat
	for i := range s.Chats {
		if c := &s.Chats[i]; c.Parked == "" && s.isPrivate(c, role) {
			out = append(out, *c)
		}
	}
	return out
}

// GroupsOf returns the groups of a unit that are written to, in order of ID;
// Locality for those of the whole.
func (s *Situation) GroupsOf(unit UnitID) []Chat {
	var out []Chat
	for _, c := range s.Chats {
		if c.Group && c.Unit == unit && c.Parked == "" && !c.Standby {
			out = append(out, c)
		}
	}
	return out
}
