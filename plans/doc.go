// Package plans reads plan files and holds the embedded plan of huyện Kỳ Anh
// for 2024 and the demonstration's illustrative reports.
package plans
