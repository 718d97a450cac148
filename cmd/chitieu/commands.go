package main

import (
	"chitieu/bot/telegram"
	"chitieu/target"
)

// telegramCommands is the menu behind "/" in each language: what people need
// on a phone, not everything there is.
func telegramCommands() map[target.Lang][]telegram.Command {
	return map[target.Lang][]telegram.Command{
		target.Vietnamese: {
			{Name: "tiendo", Description: "Tiến độ: /tiendo thu ngân sách"},
			{Name: "cham", Description: "Chỉ tiêu chậm tiến độ"},
			{Name: "tonghop", Description: "Tổng hợp toàn huyện"},
			{Name: "baocao", Description: "Báo số liệu: /baocao thu ngân sách 95,2 tỷ"},
			{Name: "huy", Description: "Hủy số liệu vừa báo"},
			{Name: "duyet", Description: "Số liệu chờ duyệt"},
			{Name: "lichsu", Description: "Các lần báo số liệu"},
			{Name: "dubao", Description: "Dự báo cả năm"},
			{Name: "lich", Description: "Lịch nhắc việc"},
			{Name: "trogiup", Description: "Hướng dẫn"},
		},
		target.Indonesian: {
			{Name: "kemajuan", Description: "Kemajuan: /kemajuan pendapatan anggaran"},
			{Name: "terlambat", Description: "Indikator yang terlambat"},
			{Name: "ringkasan", Description: "Ringkasan distrik"},
			{Name: "lapor", Description: "Lapor angka: /lapor pendapatan anggaran 95,2 miliar"},
			{Name: "batal", Description: "Batalkan angka yang baru dilaporkan"},
			{Name: "setujui", Description: "Angka yang menunggu persetujuan"},
			{Name: "bantuan", Description: "Bantuan"},
		},
		target.English: {
			{Name: "progress", Description: "Progress: /progress budget revenue"},
			{Name: "lagging", Description: "What is lagging"},
			{Name: "summary", Description: "Summary of the district"},
			{Name: "report", Description: "Report a figure: /report budget revenue 95.2 billion"},
			{Name: "undo", Description: "Take back the last figure"},
			{Name: "approve", Description: "Figures that await approval"},
			{Name: "help", Description: "Help"},
		},
	}
}
