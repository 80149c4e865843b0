//! Determines a delivery's target from the options.

use clap::ValueEnum;
use delivery_naming::{
    Backlot, Policy, PrimeVideoAspera, PrimeVideoS3, Region, Target, TargetError,
};
use ema_model::TerritoryCode;

use crate::failure::Failure;
use crate::territory;

use super::Deliver;

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum To {
    Aspera,
    S3,
    Backlot,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RegionArg {
    De,
    Jp,
    Uk,
    Us,
    Global,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PolicyArg {
    /// Send at the maximum rate, regardless of other traffic
    Fixed,
    /// Take more than a fair share
    High,
    /// Take a fair share
    Fair,
    /// Take only the bandwidth that no other traffic uses
    Low,
}

/// Parses a territory. `UK` is accepted, because Prime Video and its partners use this code for the British folder.
pub(super) fn parse_territory(text: &str) -> Result<TerritoryCode, String> {
    match text.trim().eq_ignore_ascii_case("uk") {
        true => territory::parse_code("GB"),
        false => territory::parse_code(text),
    }
}

impl Deliver {
    pub(super) fn target(&self) -> Result<Target, Failure> {
        let strays = [
            (self.user.is_some(), To::Aspera, "--user is for --to aspera"),
            (
                self.territory.is_some(),
                To::Aspera,
                "--territory is for --to aspera",
            ),
            (
                self.region.is_some(),
                To::Aspera,
                "--region is for --to aspera",
            ),
            (self.rate.is_some(), To::Aspera, "--rate is for --to aspera"),
            (
                self.policy.is_some(),
                To::Aspera,
                "--policy is for --to aspera",
            ),
            (self.port.is_some(), To::Aspera, "--port is for --to aspera"),
            (
                self.access_point.is_some(),
                To::S3,
                "--access-point is for --to s3",
            ),
            (self.bucket.is_some(), To::S3, "--bucket is for --to s3"),
            (
                self.quota.is_some(),
                To::Backlot,
                "--quota is for --to backlot",
            ),
        ];
        for (is_given, to, message) in strays {
            if is_given && self.to != Some(to) {
                return Err(Failure::new(message));
            }
        }
        let target = match self.to {
            Some(To::Aspera) => self.account().map(Target::from),
            Some(To::S3) => {
                let push = PrimeVideoS3::new(self.access_point.as_deref().unwrap_or_default());
                push.and_then(|push| match &self.bucket {
                    Some(bucket) => push.with_bucket(bucket),
                    None => Ok(push),
                })
                .map(Target::from)
            }
            Some(To::Backlot) => Ok(match self.quota {
                Some(gigabytes) => Backlot::new().with_quota(u64::from(gigabytes) * 1_000_000_000),
                None => Backlot::new(),
            }
            .into()),
            None => return Err(Failure::new("specify the target with --to")),
        };
        target.map_err(Failure::new)
    }

    fn account(&self) -> Result<PrimeVideoAspera, TargetError> {
        let mut account = PrimeVideoAspera::new(self.user.as_deref().unwrap_or_default())?;
        let of_territory = self.territory.as_ref();
        let of_territory = of_territory.map(|code| Region::of_territory(&code.to_string()));
        if let Some(region) = self.region.map(Region::from).or(of_territory) {
            account = account.with_region(region);
        }
        if let Some(rate) = self.rate {
            account = account.with_rate(rate);
        }
        if let Some(policy) = self.policy {
            account = account.with_policy(policy.into());
        }
        if let Some(port) = self.port {
            account = account.with_port(port);
        }
        Ok(account)
    }
}

impl From<RegionArg> for Region {
    fn from(region: RegionArg) -> Self {
        match region {
            RegionArg::De => Self::De,
            RegionArg::Jp => Self::Jp,
            RegionArg::Uk => Self::Uk,
            RegionArg::Us => Self::Us,
            RegionArg::Global => Self::Global,
        }
    }
}

impl From<PolicyArg> for Policy {
    fn from(policy: PolicyArg) -> Self {
        match policy {
            PolicyArg::Fixed => Self::Fixed,
            PolicyArg::High => Self::High,
            PolicyArg::Fair => Self::Fair,
            PolicyArg::Low => Self::Low,
        }
    }
}
