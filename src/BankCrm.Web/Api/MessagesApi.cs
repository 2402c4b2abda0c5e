using System.Text.Json.Serialization;
using BankCrm.Application.Common;
using BankCrm.Application.Integration;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Api;

/// <summary>What a call brings.</summary>
public sealed record MessageBatch<T>(IReadOnlyList<SourceMessage<T>> Messages) where T : class;

/// <summary>What became of a message.</summary>
/// <param name="Id">Our id of the record, where there is one.</param>
/// <param name="Faults">Why it was refused.</param>
public sealed record MessageAnswer(
    long Sequence, MessageOutcome Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MessageFault>? Faults = null);

/// <param name="Field">Empty: the whole.</param>
public sealed record MessageFault(string Field, string Reason);

/// <summary>What became of each message, in the order sent.</summary>
public sealed record BatchAnswer(IReadOnlyList<MessageAnswer> Results);

internal static class Batches
{
    /// <summary>
    /// An address that takes numbered messages of one kind, under an Idempotency-Key. What is to be done with them is the
    /// <see cref="IMessageHandler{T}"/>'s; here is no more to write.
    /// </summary>
    /// <param name="app">Of the application.</param>
    /// <param name="path">Below /api/v1.</param>
    /// <param name="scope">The same as on the record.</param>
    /// <param name="most">Messages a call.</param>
    /// <param name="longest">Bytes a call.</param>
    public static RouteHandlerBuilder MapMessages<T>(this IEndpointRouteBuilder app, string path, string scope, int most, int longest) where T : class =>
        app.MapForClients(HttpMethods.Post, path, scope, (HttpContext context, [FromServices] Keyed keyed, [FromServices] IMessageGate<T> gate, [FromServices] Text text) =>
                ReceiveAsync(context, keyed, gate, text, most, longest))
            .WithMetadata(new RecordsItself(), new NeedsKey())
            .Accepts<MessageBatch<T>>("application/json")
            .Produces<BatchAnswer>()
            .Refuses(409, 413, 415, 422);

    private static async Task<IResult> ReceiveAsync<T>(HttpContext context, Keyed keyed, IMessageGate<T> gate, Text text, int most, int longest) where T : class
    {
        var body = await ApiBody.ReadAsync(context.Request, longest, context.RequestAborted);
        return await keyed.OnceAsync(context, body, ct =>
        {
            var batch = ApiJson.Read<MessageBatch<T>>(body.Span);
            return batch.Messages.Count is 0 || batch.Messages.Count > most
                ? throw new ApiRefusedException(
                    StatusCodes.Status422UnprocessableEntity, "batch.size", new Fault("Send between 1 and {0} messages a call.", most))
                : gate.ReceiveAsync(batch.Messages, (results, token) => keyed.AnswerAsync(StatusCodes.Status200OK, Answer(results, text), token), ct);
        });
    }

    private static byte[] Answer(IReadOnlyList<MessageResult> results, Text text) => ApiJson.Write(new BatchAnswer(
    [
        .. results.Select(r => new MessageAnswer(
            r.Sequence, r.Outcome, r.RecordId, r.Faults?.Select(f => new MessageFault(f.Field, text[f.Fault])).ToList())),
    ]));
}

/// <summary>On an address that takes an Idempotency-Key.</summary>
internal sealed record NeedsKey;

/// <summary>What is missing of a source's messages.</summary>
internal sealed class SourcesApi : IEndpoints
{
    public void Map(IEndpointRouteBuilder app) => app
        .MapForClients(HttpMethods.Get, "/sources/{source}/gaps", ClientScopes.Any, GetAsync)
        .WithTags("Messages")
        .WithName("ListGaps")
        .WithSummary("Which sequences to send again")
        .Produces<SourceGaps>()
        .Refuses(404);

    private static Task<SourceGaps> GetAsync(string source, [FromServices] IQueryHandler<GetGaps, SourceGaps> gaps, CancellationToken ct) =>
        gaps.HandleAsync(new(source), ct);
}
