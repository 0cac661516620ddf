namespace GrifErrata.Advisories;

/// <summary>A reference of an advisory.</summary>
/// <param name="Type">Lower case: <c>cve</c>, <c>bugzilla</c>, <c>self</c>, <c>erratum</c>, or what the feed writes.</param>
/// <param name="Id">Id, for example <c>CVE-2010-3856</c>; may be empty.</param>
/// <param name="Href">Address; may be empty.</param>
/// <param name="Title">Title; may be empty.</param>
public sealed record AdvisoryReference(string Type, string Id, string Href = "", string Title = "");
