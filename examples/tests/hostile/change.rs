//! Changes the bytes in a file.

use fastrand::Rng;

/// Fragments that have a special meaning in one of the formats.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"/>",
    b"</c>",
    b"<c r=\"A1\">",
    b"<c>",
    b"</row>",
    b"<row r=\"1\">",
    b"<row r=\"0\">",
    b"<v>",
    b"</v>",
    b"<is><t>",
    b"<f t=\"shared\" si=\"0\">",
    b" t=\"s\"",
    b" t=\"inlineStr\"",
    b" s=\"99999\"",
    b" r=\"XFD1048576\"",
    b" r=\"A4294967297\"",
    b" r=\"ZZZZZZZ1\"",
    b" spans=\"1:99999\"",
    b"\"",
    b"'",
    b"\"\"",
    b"&",
    b"&amp;",
    b"&#0;",
    b"&#x10FFFF;",
    b"&#xD800;",
    b"&x;",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"<?",
    b"?>",
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
    b" xmlns=''",
    b" xmlns:a='urn:b'",
    b"<a:Avail>",
    b"</a:Avail>",
    b"<a:Transaction>",
    b"<a:Asset/>",
    b"<md:Rating/>",
    b"<?ema-cell {\"column\":\"ALID\",\"text\":\"\"}?>",
    b",",
    b";",
    b"\t",
    b"|",
    b"\n",
    b"\r",
    b"\r\n",
    b"\"\n",
    b"sep=,\n",
    b"//",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"true",
    b"\"schema\":1,",
    b"\"rows\":[",
    b"\"cells\":{",
    b"\\u0000",
    b"\\ud800",
    b"1e999",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"18446744073709551615",
    b"4294967295",
    b"NaN",
    b"2026-02-30",
    b"9999-12-31",
    b"-9999-01-01",
    b"P1Y",
    b"_x0000_",
    b"\0",
    b"\xFF",
    b"\xF0\x9F\x8E\xAC",
    b"\xC0\x80",
    b"\xED\xA0\x80",
    b"\xE2\x80\xAE",
    b"\xFF\xFF\xFF\xFF",
    b"\0\0\0\0",
    b"\x09\x08\x10\0",
    b"\x0A\0\0\0",
    b"\x3C\0\xFF\xFF",
    b"\xFC\0\x08\0",
    b"\xFD\0\x0A\0",
    b"\x85\0\xFF\xFF",
];

/// Makes up to four changes, each of which replaces, inserts, removes, repeats or reorders bytes or
/// meaningful fragments.
pub(crate) fn change(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..rng.choice([1, 1, 2, 4]).unwrap() {
        let at = rng.usize(0..=bytes.len());
        let most = rng.choice([1, 4, 16, 64, 1000]).unwrap();
        let end = (at + rng.usize(0..=most)).min(bytes.len());
        match rng.u8(0..9) {
            0 => put(bytes, at, rng.u8(..)),
            1 => put(bytes, at, 1 << rng.u8(0..8)),
            2 | 3 => {
                let piece = *rng.choice(PIECES).unwrap();
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let piece = *rng.choice(PIECES).unwrap();
                bytes.splice(at..end, piece.iter().copied());
            }
            5 => drop(bytes.drain(at..end)),
            6 => {
                let copied = bytes[at..end].repeat(rng.usize(1..4));
                let to = rng.usize(0..=bytes.len());
                bytes.splice(to..to, copied);
            }
            7 => bytes[at..end].reverse(),
            _ if rng.u8(0..4) == 0 => bytes.truncate(at),
            _ => digits(bytes, at, rng),
        }
    }
}

/// Replaces the byte at a position, if there is one.
fn put(bytes: &mut [u8], at: usize, byte: u8) {
    if let Some(there) = bytes.get_mut(at) {
        *there = byte;
    }
}

/// Changes the value of the next number.
fn digits(bytes: &mut [u8], at: usize, rng: &mut Rng) {
    let numbers = bytes[at..].iter_mut();
    for digit in numbers.skip_while(|byte| !byte.is_ascii_digit()) {
        if !digit.is_ascii_digit() {
            break;
        }
        *digit = rng.u8(b'0'..=b'9');
    }
}

/// Changes the kinds, lengths, contents or order of the records in an `.xls` file.
pub(crate) fn change_records(stream: &mut Vec<u8>, rng: &mut Rng) {
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut rest = stream.as_slice();
    while let [_, _, low, high, ..] = *rest {
        let length = 4 + usize::from(u16::from_le_bytes([low, high]));
        let (record, after) = rest.split_at(length.min(rest.len()));
        records.push(record.to_vec());
        rest = after;
    }
    for _ in 0..rng.usize(1..=3) {
        let at = rng.usize(0..records.len());
        let other = rng.usize(0..records.len());
        match rng.u8(0..7) {
            0 => drop(records.remove(at)),
            1 => records.insert(at, records[other].clone()),
            2 => records.swap(at, other),
            // An incorrect length shifts all subsequent records.
            3 => records[at][rng.usize(2..4)] = rng.u8(..),
            4 => records[at][0] = records[other][0],
            _ => {
                let (head, body) = records[at].split_at(4);
                let (mut head, mut body) = (head.to_vec(), body.to_vec());
                change(&mut body, rng);
                body.truncate(usize::from(u16::MAX));
                let length = u16::try_from(body.len()).unwrap();
                head[2..].copy_from_slice(&length.to_le_bytes());
                records[at] = [head, body].concat();
            }
        }
        if records.is_empty() {
            break;
        }
    }
    *stream = records.concat();
}
