# A change of everything that a page of differences shows: ratings both ways, prose, evidence, long addresses.
.ratings."equal-access-to-justice".rating = "very-weak"
| .ratings."security-sector".rating = "very-strong"
| .ratings."equal-access-to-justice".rationale[0] |= "Some other words before. " + . + " And after."
| (.sources[] | select(.URL).URL) |= . + "/a-rather-long-address-that-no-line-of-a-narrow-screen-can-hold/without-a-break"
