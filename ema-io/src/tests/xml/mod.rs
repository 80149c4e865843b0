//! What the reader of XML Avails promises.

mod corpus;
