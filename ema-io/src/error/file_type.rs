//! The types of files that are not supported spreadsheets.

/// The type of a file that is not a supported spreadsheet, as detected from its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileType {
    /// An OpenDocument file other than an `.ods` file: an `.odt` or similar document, or an `.fods` spreadsheet, which
    /// is a single XML document.
    OpenDocument,
    /// A workbook from Excel 95 or earlier.
    ExcelBefore97,
    /// A workbook from Apple Numbers, or another iWork document.
    Numbers,
    /// A Word document, `.docx` or `.doc`.
    Word,
    /// A PowerPoint presentation, `.pptx` or `.ppt`.
    PowerPoint,
    /// A document in another older Office format, such as an Outlook message.
    OlderOffice,
    /// A web page, often with the extension `.xls`.
    WebPage,
    /// An Excel 2003 XML spreadsheet, often with the extension `.xls`.
    ExcelXml2003,
    /// A retailer's response to avails: an OfferStatus or OfferStatusList document.
    OfferStatus,
    /// Another XML document.
    Xml,
    /// Saved holdings of a platform, as written by `ema apply`.
    State,
    /// A JSON document.
    Json,
    /// A PDF document.
    Pdf,
    /// A rich-text document.
    RichText,
    /// A picture.
    Picture,
    /// A zip archive that is not an Office document.
    Zip,
    /// Another archive or compressed file: gzip, 7-Zip, RAR, bzip2, xz, zstd.
    Archive,
    /// Text in UTF-32.
    Utf32,
    /// Any other binary data.
    Unknown,
}

impl FileType {
    /// The name of the type, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenDocument => {
                "an OpenDocument file other than .ods (.fods, .odt or another of its kind)"
            }
            Self::ExcelBefore97 => "a workbook from Excel 95 or earlier",
            Self::Numbers => "an Apple Numbers or other iWork file",
            Self::Word => "a Word document",
            Self::PowerPoint => "a PowerPoint presentation",
            Self::OlderOffice => "an older Office document other than a workbook",
            Self::WebPage => "a web page saved with a spreadsheet's extension",
            Self::ExcelXml2003 => "an XML spreadsheet of Excel 2003",
            Self::OfferStatus => "a list of offer statuses, a retailer's response to avails",
            Self::Xml => "an XML document other than Avails",
            Self::State => "a state of what a platform holds, as `ema apply` writes it",
            Self::Json => "a JSON document",
            Self::Pdf => "a PDF document",
            Self::RichText => "a rich-text document",
            Self::Picture => "a picture",
            Self::Zip => "a zip archive",
            Self::Archive => "a compressed archive",
            Self::Utf32 => "text in UTF-32",
            Self::Unknown => "binary data of an unknown kind",
        }
    }

    /// The advice for files of this type.
    pub(super) fn way_out(self) -> &'static str {
        match self {
            Self::OpenDocument | Self::ExcelBefore97 | Self::WebPage | Self::ExcelXml2003 => {
                "open it in Excel and save it as Excel Workbook (.xlsx)"
            }
            Self::Numbers => "export it from Numbers as an Excel file (.xlsx)",
            Self::Utf32 => "save it as UTF-8 (in Excel: Save As > CSV UTF-8)",
            Self::Zip | Self::Archive => "unpack it and give the spreadsheet inside",
            Self::OfferStatus => "give the avails to which it responds",
            Self::State => "give the avails themselves",
            Self::Xml => {
                "ask for the avails as a spreadsheet (.xlsx, .xls, .csv or .tsv) or as XML Avails, whose first element is AvailList"
            }
            Self::Word
            | Self::PowerPoint
            | Self::OlderOffice
            | Self::Json
            | Self::Pdf
            | Self::RichText
            | Self::Picture
            | Self::Unknown => "ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)",
        }
    }
}
