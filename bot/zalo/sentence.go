package zalo

import (
	"cmp"

	"chitieu/target"
)

// What this transport says by itself, where the messenger lacks something.
const (
	replyHint   = "reply"
	unsupported = "unsupported"
)

var sentences = map[string]map[target.Lang]string{
	replyHint: {
		target.Vietnamese: "(Để chọn, mời đồng chí trả lời tin này bằng số thứ tự.)",
		target.Indonesian: "(Untuk memilih, balas pesan ini dengan nomornya.)",
		target.English:    "(To choose, reply to this message with the number.)",
	},
	unsupported: {
		target.Vietnamese: "Hệ thống chỉ đọc được tin nhắn chữ và ảnh có chú thích. Ví dụ: tiến độ thu ngân sách",
		target.Indonesian: "Sistem hanya membaca pesan teks dan foto dengan keterangan. Contoh: kemajuan pendapatan",
		target.English:    "The system reads only text and photos with a caption. Example: progress of budget revenue",
	},
}

func sentence(key string, lang target.Lang) string {
	return cmp.Or(sentences[key][lang], sentences[key][target.Vietnamese])
}
