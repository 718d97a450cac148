package webchat

import "chitieu/target"

// sentences holds what people read, by key and language.
var sentences = map[string]map[target.Lang]string{
	"bad-request": {
		target.Vietnamese: "Trang gửi yêu cầu không đúng dạng. Mời tải lại trang.",
		target.Indonesian: "Permintaan dari halaman tidak sah. Muat ulang halaman ini.",
		target.English:    "The page sent a malformed request. Please reload it.",
	},
	"too-big": {
		target.Vietnamese: "Tin nhắn quá dài. Mời chia thành nhiều tin ngắn hơn.",
		target.Indonesian: "Pesan terlalu panjang. Bagilah menjadi beberapa pesan.",
		target.English:    "The message is too long. Please split it.",
	},
	"empty": {
		target.Vietnamese: "Tin nhắn đang trống.",
		target.Indonesian: "Pesan masih kosong.",
		target.English:    "The message is empty.",
	},
	"no-room": {
		target.Vietnamese: "Không có cuộc trò chuyện này, hoặc người này không thuộc nhóm.",
		target.Indonesian: "Percakapan ini tidak ada, atau orang ini bukan anggotanya.",
		target.English:    "There is no such chat, or this person is not in it.",
	},
	"no-choice": {
		target.Vietnamese: "Nút này không còn dùng được.",
		target.Indonesian: "Tombol ini tidak berlaku lagi.",
		target.English:    "This button is no longer valid.",
	},
	"too-fast": {
		target.Vietnamese: "Gửi hơi nhanh, hệ thống sẽ gửi lại sau giây lát.",
		target.Indonesian: "Terlalu cepat; akan dikirim ulang sebentar lagi.",
		target.English:    "A little too fast; it will be sent again in a moment.",
	},
	"too-many-windows": {
		target.Vietnamese: "Đang mở quá nhiều cửa sổ trò chuyện. Mời đóng bớt.",
		target.Indonesian: "Terlalu banyak jendela terbuka. Tutup beberapa.",
		target.English:    "Too many chat windows are open. Please close some.",
	},
	"stopped": {
		target.Vietnamese: "Trợ lý đang tạm nghỉ. Tin nhắn sẽ được gửi lại.",
		target.Indonesian: "Asisten sedang berhenti. Pesan akan dikirim ulang.",
		target.English:    "The assistant is not running. The message will be sent again.",
	},
	"broken": {
		target.Vietnamese: "Có trục trặc khi xử lý (mã %s). Số liệu chưa được ghi nhận.",
		target.Indonesian: "Terjadi gangguan (kode %s). Data belum dicatat.",
		target.English:    "Something went wrong (code %s). Nothing was recorded.",
	},
	"no-reminder": {
		target.Vietnamese: "Không còn nhắc việc nào sắp tới.",
		target.Indonesian: "Tidak ada pengingat berikutnya.",
		target.English:    "No reminder is left to come.",
	},
	"clock": {
		target.Vietnamese: "Chưa chuyển được đồng hồ (mã %s).",
		target.Indonesian: "Jam belum dapat dipindahkan (kode %s).",
		target.English:    "The clock could not be moved (code %s).",
	},
	"foreign": {
		target.Vietnamese: "Yêu cầu đến từ một trang khác nên không được nhận.",
		target.Indonesian: "Permintaan dari situs lain ditolak.",
		target.English:    "The request came from another site and was refused.",
	},
	"host": {
		target.Vietnamese: "Trang này không phục vụ dưới tên máy đó. Mời mở bằng địa chỉ mà chương trình đã in ra.",
		target.Indonesian: "Halaman ini tidak dilayani dengan nama itu. Buka alamat yang dicetak program.",
		target.English:    "This page is not served under that name. Open the address that the program printed.",
	},
	"login": {
		target.Vietnamese: "Cần nhập mã đăng nhập trước.",
		target.Indonesian: "Masukkan kode masuk terlebih dahulu.",
		target.English:    "Please enter the login code first.",
	},
	"wrong-code": {
		target.Vietnamese: "Mã không đúng. Còn %s lần thử.",
		target.Indonesian: "Kode salah. Sisa %s percobaan.",
		target.English:    "Wrong code. Tries left: %s.",
	},
	"void-code": {
		target.Vietnamese: "Mã này không còn hiệu lực. Hãy khởi động lại dịch vụ để có mã mới.",
		target.Indonesian: "Kode ini tidak berlaku lagi. Mulai ulang layanan untuk kode baru.",
		target.English:    "This code is no longer valid. Restart the service for a new one.",
	},
}
