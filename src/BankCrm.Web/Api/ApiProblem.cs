using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Api;

/// <summary>Why a request was refused (RFC 9457).</summary>
/// <param name="Title">What kind of refusal it is, in the caller's language.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Instance">The path of the request.</param>
/// <param name="Code">For programs: it does not depend on the language.</param>
/// <param name="Reference">The number under which our log has the rest.</param>
/// <param name="Errors">What is wrong in which field.</param>
public sealed record ApiProblem(
    string Title, int Status, string Detail, string Instance, string Code, string Reference,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors = null)
{
    public string Type { get; } = "about:blank";
}

/// <summary>A request that is refused for its form or its moment, not by a rule of the bank.</summary>
internal sealed class ApiRefusedException(int status, string code, Fault fault, TimeSpan? retryAfter = null) : Exception(fault.Sentence)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public Fault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
