package understand

// beforeDay are the words, by key, that a weekday follows.
var beforeDay = map[string]bool{
	"truoc": true, "vao": true, "sang": true, "chieu": true, "trua": true, "toi": true, "den": true, "han": true, "cuoi": true, "het": true,
}

// dayFollows reports whether "thu 6", written without marks, is a Friday and no
// figure of revenue: a word that a day follows stands before it, or nothing else
// is said.
func (d *dates) dayFollows(i, end int) bool {
	if i == 0 {
		return end == len(d.tokens)
	}
	return beforeDay[d.tokens[i-1].key]
}
