//! Builds `.xls` files from raw records.

use std::io::{Cursor, Write};

use cfb::{CompoundFile, Version};

pub(super) const BEGIN: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;

/// A workbook with the records before the sheets, and the records of each sheet.
#[derive(Clone, Default)]
pub(super) struct Records {
    globals: Vec<u8>,
    sheets: Vec<(String, [u8; 2], Vec<u8>)>,
}

impl Records {
    /// Creates a workbook with the cell formats 0 (general), 1 (a date), 2 (elapsed time), and 3 (`custom`).
    pub(super) fn new(custom: &str) -> Self {
        let mut records = Self::default();
        let mut format = 200_u16.to_le_bytes().to_vec();
        format.extend(text(custom));
        records.global(0x041E, &format);
        for id in [0_u16, 14, 46, 200] {
            let mut xf = vec![0; 20];
            xf[2..4].copy_from_slice(&id.to_le_bytes());
            records.global(0x00E0, &xf);
        }
        records
    }

    pub(super) fn global(&mut self, kind: u16, data: &[u8]) -> &mut Self {
        self.globals.extend(record(kind, data));
        self
    }

    /// Adds the table of shared strings in pieces: the first record and its continuations.
    pub(super) fn texts(&mut self, count: u32, pieces: &[&[u8]]) -> &mut Self {
        let mut first = count.to_le_bytes().repeat(2);
        first.extend(pieces[0]);
        self.global(0x00FC, &first);
        for piece in &pieces[1..] {
            self.global(0x003C, piece);
        }
        self
    }

    pub(super) fn sheet(&mut self, name: &str) -> &mut Self {
        self.sheets.push((name.to_owned(), [0, 0], Vec::new()));
        self
    }

    /// Sets the kind of the last sheet, and whether it is hidden.
    pub(super) fn marked(&mut self, hidden: u8, kind: u8) -> &mut Self {
        self.sheets.last_mut().unwrap().1 = [hidden, kind];
        self
    }

    /// Adds a record to the last sheet.
    pub(super) fn record(&mut self, kind: u16, data: &[u8]) -> &mut Self {
        let bytes = record(kind, data);
        self.sheets.last_mut().unwrap().2.extend(bytes);
        self
    }

    /// Adds a cell to the last sheet.
    pub(super) fn cell(&mut self, kind: u16, at: (u16, u16, u16), data: &[u8]) -> &mut Self {
        let mut all = place(at);
        all.extend(data);
        self.record(kind, &all)
    }

    pub(super) fn number(&mut self, at: (u16, u16, u16), value: f64) -> &mut Self {
        self.cell(0x0203, at, &value.to_le_bytes())
    }

    pub(super) fn label(&mut self, at: (u16, u16, u16), label: &str) -> &mut Self {
        self.cell(0x0204, at, &text(label))
    }

    /// Adds a formula that is a single number, with a stored result.
    pub(super) fn formula(&mut self, at: (u16, u16, u16), result: [u8; 8]) -> &mut Self {
        let mut data = result.to_vec();
        data.extend([0; 6]);
        data.extend([3, 0, 0x1E, 7, 0]);
        self.cell(0x0006, at, &data)
    }

    /// Returns the stream of the records.
    pub(super) fn stream(&self) -> Vec<u8> {
        let begin = |kind: u8| record(BEGIN, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let list_length: usize = self
            .sheets
            .iter()
            .map(|(name, ..)| 4 + 8 + name.len())
            .sum();
        let end = record(END, &[]);
        let mut stream = begin(5);
        let mut start = stream.len() + self.globals.len() + list_length + end.len();
        for (name, marks, records) in &self.sheets {
            let mut data = u32::try_from(start).unwrap().to_le_bytes().to_vec();
            data.extend(marks);
            data.extend([u8::try_from(name.len()).unwrap(), 0]);
            data.extend(name.bytes());
            stream.extend(record(0x0085, &data));
            start += begin(0x10).len() + records.len() + end.len();
        }
        stream.extend(&self.globals);
        stream.extend(&end);
        for (_, _, records) in &self.sheets {
            stream.extend(begin(0x10));
            stream.extend(records);
            stream.extend(&end);
        }
        stream
    }

    pub(super) fn file(&self) -> Vec<u8> {
        compound(&[("Workbook", &self.stream())])
    }
}

pub(super) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

fn place((row, column, format): (u16, u16, u16)) -> Vec<u8> {
    [row, column, format].map(u16::to_le_bytes).concat()
}

/// Returns a string with a two-byte length and two-byte characters.
pub(super) fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// Returns a compound file with these streams, in the version of the format that Excel writes.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let buffer = Cursor::new(Vec::new());
    let mut file = CompoundFile::create_with_version(Version::V3, buffer).unwrap();
    for (name, content) in streams {
        file.create_stream(format!("/{name}"))
            .unwrap()
            .write_all(content)
            .unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}
