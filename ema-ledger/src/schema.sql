-- The tables of a ledger, schema 1. Times are milliseconds since 1970-01-01T00:00:00Z.

-- The feeds, counted from 1 in the order in which they were applied.
CREATE TABLE feeds (
    feed INTEGER PRIMARY KEY,
    file TEXT NOT NULL,
    -- The SHA-256 of the file's bytes, in hexadecimal, if it is known.
    sha256 TEXT,
    -- The day or instant as of which the feed was applied: '2026-11-21' or '2026-11-21T14:00:00Z'.
    as_of TEXT NOT NULL,
    -- The same as a number. For a day, this is its first moment in UTC.
    as_of_ms INTEGER NOT NULL,
    applied_ms INTEGER NOT NULL,
    -- The program and its version.
    program TEXT NOT NULL,
    -- When the feed was taken back. All windows are then as if the feed had never been applied.
    undone_ms INTEGER,
    -- The first numbers that the feed could use for rows, contents and windows.
    first_row INTEGER NOT NULL,
    first_content INTEGER NOT NULL,
    first_window INTEGER NOT NULL
);

-- The headers of sheets. `columns` is a JSON array of [index, name, category].
CREATE TABLE headers (
    header INTEGER PRIMARY KEY,
    sheet TEXT NOT NULL,
    ema_version TEXT NOT NULL,
    xml_version TEXT,
    columns TEXT NOT NULL,
    UNIQUE (sheet, ema_version, xml_version, columns)
);

-- What rows say. Equal rows are stored once, regardless of the number of feeds that send them.
CREATE TABLE contents (
    content INTEGER PRIMARY KEY,
    -- The first 32 bits of the SHA-256 of the other columns.
    hash INTEGER NOT NULL,
    header INTEGER NOT NULL REFERENCES headers,
    -- A JSON array of the cells from left to right. A string is a cell's text. A positive number is the number of a
    -- long text in `texts`. A negative number stands for that many blank cells.
    cells TEXT NOT NULL,
    -- A JSON object with what else the file says about the row, or NULL.
    extra TEXT
);
CREATE INDEX contents_by_hash ON contents (hash);

-- Texts of more than 100 bytes, such as a list of 200 territories, and lists of XML content that rows share.
CREATE TABLE texts (
    text INTEGER PRIMARY KEY,
    hash INTEGER NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX texts_by_hash ON texts (hash);

-- The rows of feeds.
CREATE TABLE rows (
    row INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feeds,
    content INTEGER NOT NULL REFERENCES contents,
    -- The number of the row in its sheet, counted from 1.
    number INTEGER NOT NULL,
    -- The line in an XML file, counted from 1.
    line INTEGER,
    -- The file, if it is not the file of the feed. A state can hold rows from several files.
    file TEXT
);

CREATE TABLE titles (
    title INTEGER PRIMARY KEY,
    licensor TEXT NOT NULL,
    id TEXT NOT NULL,
    -- 'tvod', 'svod-prime', 'svod-channels', 'avod', 'fvod', or another model's name in lower case.
    rights_model TEXT NOT NULL,
    UNIQUE (licensor, id, rights_model)
);

-- Sets of territories, as codes in alphabetical order with commas between them: 'DE,FR'.
CREATE TABLE territory_sets (
    territory_set INTEGER PRIMARY KEY,
    codes TEXT NOT NULL UNIQUE
);
CREATE TABLE territories (
    territory TEXT NOT NULL,
    territory_set INTEGER NOT NULL REFERENCES territory_sets,
    PRIMARY KEY (territory, territory_set)
) WITHOUT ROWID;

-- Names of titles, and offers such as 'SVOD UHD en'.
CREATE TABLE words (
    word INTEGER PRIMARY KEY,
    words TEXT NOT NULL UNIQUE
);

-- The windows that are or were held. A window is in all territories of its set at the same instants.
CREATE TABLE windows (
    window INTEGER PRIMARY KEY,
    title INTEGER NOT NULL REFERENCES titles,
    territory_set INTEGER NOT NULL REFERENCES territory_sets,
    row INTEGER NOT NULL REFERENCES rows,
    name INTEGER NOT NULL REFERENCES words,
    offer INTEGER NOT NULL REFERENCES words,
    -- NULL if the start is unknown.
    start_ms INTEGER,
    -- NULL if the window has no known end: see `end_kind`.
    end_ms INTEGER,
    -- Whether the end is an instant (0), 'Open' (1), 'ESTStart' without a known sale (2), or unknown (3).
    end_kind INTEGER NOT NULL,
    -- Whether a Full Delete removed the window while it was live, so that customers still see it.
    left_live INTEGER NOT NULL,
    -- The feed that put the window here, and the feed that took it away or replaced it.
    since INTEGER NOT NULL REFERENCES feeds,
    until INTEGER REFERENCES feeds
);
CREATE INDEX windows_by_title ON windows (title, until);
CREATE INDEX windows_held ON windows (territory_set, end_ms) WHERE until IS NULL;
CREATE INDEX windows_ending ON windows (end_ms) WHERE until IS NULL;
CREATE INDEX windows_ended ON windows (until) WHERE until IS NOT NULL;

-- The windows that are held, one line for each territory, with times as text.
CREATE VIEW held AS
SELECT
    territory, licensor, id, rights_model, name_words.words AS title, offer_words.words AS offer,
    strftime('%Y-%m-%dT%H:%M:%SZ', start_ms / 1000, 'unixepoch') AS start,
    CASE end_kind
        WHEN 0 THEN strftime('%Y-%m-%dT%H:%M:%SZ', end_ms / 1000, 'unixepoch')
        WHEN 1 THEN 'open'
        WHEN 2 THEN 'est-start'
        ELSE 'unknown'
    END AS "end",
    left_live, coalesce(rows.file, feeds.file) AS file, headers.sheet, rows.number AS row, rows.line,
    start_ms, end_ms, windows.window, rows.row AS row_number
FROM windows
    JOIN territories USING (territory_set)
    JOIN titles USING (title)
    JOIN rows USING (row)
    JOIN contents USING (content)
    JOIN headers USING (header)
    JOIN feeds USING (feed)
    JOIN words AS name_words ON name_words.word = windows.name
    JOIN words AS offer_words ON offer_words.word = windows.offer
WHERE until IS NULL;

-- What customers can buy or watch now, including what a Full Delete has left live.
CREATE VIEW live AS
SELECT * FROM held
WHERE start_ms <= unixepoch() * 1000 AND (end_ms IS NULL OR end_ms > unixepoch() * 1000);

-- The windows that are live now and have a known end, the earliest end first.
CREATE VIEW ending AS
SELECT *, (end_ms - unixepoch() * 1000) / 86400000 AS days_left FROM live
WHERE end_ms IS NOT NULL ORDER BY end_ms;

-- Every window that was ever held, with the feeds that put it there and took it away.
CREATE VIEW history AS
SELECT
    territory, licensor, id, rights_model, name_words.words AS title, offer_words.words AS offer,
    strftime('%Y-%m-%dT%H:%M:%SZ', start_ms / 1000, 'unixepoch') AS start,
    strftime('%Y-%m-%dT%H:%M:%SZ', end_ms / 1000, 'unixepoch') AS "end",
    left_live, since, first.file AS since_file, first.as_of AS since_as_of,
    until, last.file AS until_file, last.as_of AS until_as_of
FROM windows
    JOIN territories USING (territory_set)
    JOIN titles USING (title)
    JOIN words AS name_words ON name_words.word = windows.name
    JOIN words AS offer_words ON offer_words.word = windows.offer
    JOIN feeds AS first ON first.feed = windows.since
    LEFT JOIN feeds AS last ON last.feed = windows.until;
