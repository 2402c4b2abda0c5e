using System.Text.Json.Serialization;
using BankCrm.Application.Cases;
using BankCrm.Application.Integration.Cases;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Api;

/// <summary>What a call brings.</summary>
public sealed record CaseBatch(IReadOnlyList<CaseRecord> Cases);

/// <summary>What became of a case.</summary>
/// <param name="Number">By which colleagues and customers speak of it.</param>
/// <param name="Faults">Why it was refused.</param>
public sealed record CaseAnswer(
    string Reference, CaseTaken Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MessageFault>? Faults);

/// <summary>What became of each, in the order sent.</summary>
public sealed record CaseBatchAnswer(IReadOnlyList<CaseAnswer> Results);

/// <summary>Service cases and complaints that reached another system: the web bank, the call centre, an authority's portal.</summary>
internal sealed class CasesApi : IEndpoints
{
    private const int Most = 100;
    private const int LongestBatch = 4 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder app) => app
        .MapForClients(HttpMethods.Post, "/cases", CaseScopes.Write, ReceiveAsync)
        .WithMetadata(new RecordsItself(), new NeedsKey())
        .WithTags("Cases")
        .WithName("TakeInCases")
        .WithSummary("Takes in cases, each once by its number in the source system")
        .Accepts<CaseBatch>("application/json")
        .Produces<CaseBatchAnswer>()
        .Refuses(409, 413, 415, 422);

    private static async Task<IResult> ReceiveAsync(HttpContext context, [FromServices] Keyed keyed, [FromServices] ICaseGate<CaseRecord> gate, [FromServices] Text text)
    {
        var body = await ApiBody.ReadAsync(context.Request, LongestBatch, context.RequestAborted);
        return await keyed.OnceAsync(context, body, ct =>
        {
            var batch = ApiJson.Read<CaseBatch>(body.Span);
            return batch.Cases.Count is 0 or > Most
                ? throw new ApiRefusedException(StatusCodes.Status422UnprocessableEntity, "batch.size", new Fault("Send between 1 and {0} messages a call.", Most))
                : gate.ReceiveAsync(batch.Cases, (results, token) => keyed.AnswerAsync(StatusCodes.Status200OK, Answer(results, text), token), ct);
        });
    }

    internal static byte[] Answer(IReadOnlyList<CaseResult> results, Text text) => ApiJson.Write(new CaseBatchAnswer(
    [
        .. results.Select(r => new CaseAnswer(r.Reference, r.Outcome, r.Number, r.Faults.Count == 0 ? null : [.. r.Faults.Select(f => new MessageFault(f.Field, text[f.Fault]))])),
    ]));
}
