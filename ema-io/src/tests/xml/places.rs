//! Tests the recorded positions of cells and content in XML files.

use ema_model::{Avail, Column, Position};

use super::rows;

fn at(line: u32, column: u32) -> Option<Position> {
    Some(Position { line, column })
}

fn place(avail: &Avail, column: Column) -> Option<Position> {
    avail.position_of(avail.cell(column).unwrap())
}

/// Two lines of the file come before the Avails.
#[test]
fn a_cell_is_where_its_text_is() {
    let rows = rows(
        "<Avail>\r\n  <ALID>é🎬</ALID><Licensor><md:DisplayName>x</md:DisplayName></Licensor>\n\
         \t<Transaction\n   TransactionID = 'T&amp;1'><Start>\n 2026</Start>\n\
         <Term termName='WSP'><Money currency='EUR'>1</Money></Term><Mood/></Transaction></Avail>",
    );
    let row = &rows[0];
    assert_eq!(place(row, Column::Alid), at(4, 9));
    assert_eq!(place(row, Column::DisplayName), at(4, 44));
    assert_eq!(row.position(), at(5, 2));
    assert_eq!(place(row, Column::AvailId), at(6, 21));
    assert_eq!(place(row, Column::Start), at(6, 37));
    assert_eq!(place(row, Column::PriceType), at(8, 17));
    assert_eq!(place(row, Column::PriceValue), at(8, 44));
    assert_eq!(place(row, Column::PriceCurrency), at(8, 39));
    assert_eq!(Some(row.unplaced().next().unwrap().position), at(8, 60));
}

#[test]
fn a_list_is_where_its_first_item_is() {
    let rows = rows(
        "<Avail><Transaction>\n<Territory><md:country>US</md:country></Territory>\n\
         <Territory><md:country>CA</md:country></Territory></Transaction></Avail>",
    );
    assert_eq!(place(&rows[0], Column::Territory), at(4, 24));
}

#[test]
fn an_identifier_is_where_it_begins_behind_its_name() {
    let rows = rows(
        "<Avail><Asset><Metadata>\n<AltIdentifier><md:Identifier>AltID:1</md:Identifier>\
         </AltIdentifier></Metadata></Asset></Avail>",
    );
    assert_eq!(place(&rows[0], Column::AltId), at(4, 37));
}

/// Files from old Macintosh computers have lines that end with a carriage return.
#[test]
fn lines_end_with_any_of_the_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = rows(&format!("<Avail>{end}{end}<ALID>{end}a</ALID></Avail>"));
        assert_eq!(place(&rows[0], Column::Alid), at(5, 7), "{end:?}");
        assert_eq!(rows[0].alid().text(), "a");
    }
}
