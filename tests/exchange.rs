//! Assessments in other forms than their files: what is shown as Markdown is read back as the same file.

mod annex;
mod identity;
mod left_out;
mod libreoffice;
mod made_up;
mod refused;
mod shown;
mod table;
mod taken_out;
mod word;
mod workbook;
