using BankCrm.Application.Cases;
using BankCrm.Application.Integration.Cases;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Api;

/// <summary>What a call brings.</summary>
public sealed record AnswerBatch(IReadOnlyList<AnswerRecord> Answers);

/// <summary>What customers answered in surveys of another system.</summary>
internal sealed class SurveyAnswersApi : IEndpoints
{
    private const int Most = 100;
    private const int LongestBatch = 4 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder app) => app
        .MapForClients(HttpMethods.Post, "/survey-answers", CaseScopes.Write, ReceiveAsync)
        .WithMetadata(new RecordsItself(), new NeedsKey())
        .WithTags("Cases")
        .WithName("TakeInSurveyAnswers")
        .WithSummary("Takes in how satisfied customers are, each answer once by its number in the source system")
        .Accepts<AnswerBatch>("application/json")
        .Produces<CaseBatchAnswer>()
        .Refuses(409, 413, 415, 422);

    private static async Task<IResult> ReceiveAsync(HttpContext context, [FromServices] Keyed keyed, [FromServices] ICaseGate<AnswerRecord> gate, [FromServices] Text text)
    {
        var body = await ApiBody.ReadAsync(context.Request, LongestBatch, context.RequestAborted);
        return await keyed.OnceAsync(context, body, ct =>
        {
            var batch = ApiJson.Read<AnswerBatch>(body.Span);
            return batch.Answers.Count is 0 or > Most
                ? throw new ApiRefusedException(StatusCodes.Status422UnprocessableEntity, "batch.size", new Fault("Send between 1 and {0} messages a call.", Most))
                : gate.ReceiveAsync(batch.Answers, (results, token) => keyed.AnswerAsync(StatusCodes.Status200OK, CasesApi.Answer(results, text), token), ct);
        });
    }
}
