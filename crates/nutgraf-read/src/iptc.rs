//! What ninjs, NewsML-G2 and NITF share: publishing status, and IPTC codes as addresses.

use nutgraf_model::Status;

/// Publishing status by its code, with or without a scheme: `stat:usable`, `usable`, `canceled`.
pub(crate) fn status(code: &str) -> Status {
    match code.rsplit([':', '/']).next().unwrap_or(code).trim().to_ascii_lowercase().as_str() {
        "withheld" | "embargoed" => Status::Withheld,
        "canceled" | "cancelled" | "killed" => Status::Canceled,
        _ => Status::Usable,
    }
}

/// The address of a subject in the IPTC media topics or subject codes; nothing for other schemes.
pub(crate) fn subject_address(scheme: &str, code: &str) -> Option<String> {
    if code.starts_with("http://cv.iptc.org/") {
        return Some(code.to_owned());
    }
    let (scheme, code) = code.split_once(':').unwrap_or((scheme, code));
    let digits = code.len() >= 8 && code.bytes().all(|b| b.is_ascii_digit());
    let scheme = scheme.trim_end_matches('/').rsplit('/').next().unwrap_or(scheme).to_ascii_lowercase();
    let name = match scheme.as_str() {
        "medtop" | "mediatopic" => "mediatopic",
        "subj" | "subjectcode" => "subjectcode",
        _ => return None,
    };
    digits.then(|| format!("http://cv.iptc.org/newscodes/{name}/{code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_scheme() {
        assert_eq!(status("stat:canceled"), Status::Canceled);
        assert_eq!(status("usable"), Status::Usable);
        assert_eq!(
            subject_address("", "medtop:20000350").as_deref(),
            Some("http://cv.iptc.org/newscodes/mediatopic/20000350")
        );
        assert_eq!(subject_address("acme", "20000350"), None);
    }
}
