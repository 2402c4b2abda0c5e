using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Routing;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Cases.Routing;

/// <summary>Learns once a day from the latest settled cases how categories are told by words. Of several instances one keeps what it learnt; the others' is refused.</summary>
internal sealed partial class RouterLearning(IServiceScopeFactory scopes, ICustomerVault vault, TimeProvider clock, ILogger<RouterLearning> log) : IJob
{
    private const string Job = "router learning";
    private const int Most = 20_000;
    private const int Folds = 5;

    /// <summary>Older ones are of no use.</summary>
    private const int Kept = 7;

    public TimeSpan Pause => TimeSpan.FromMinutes(10);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var cases = await scopes.AsSystemAsync(Job, async db =>
        {
            if (await db.LearntRouters.AnyAsync(r => r.Day >= today, ct))
            {
                return [];
            }

            var settled = await db.ServiceCases.IgnoreAutoIncludes()
                .Where(c => c.Status == CaseStatus.Resolved && c.CategoryId != null)
                .OrderByDescending(c => c.EndedAt).Take(Most)
                .Join(db.CaseSteps.Where(s => s.Kind == CaseStepKind.Opened && s.Text != null), c => c.Id, s => s.CaseId, (c, s) => new { c.Id, c.CategoryId, c.CustomerId, c.Subject, StepId = s.Id, s.Text })
                .Join(db.CustomerKeys, c => c.CustomerId, k => k.CustomerId, (c, k) => new { c.Id, c.CategoryId, c.CustomerId, c.Subject, c.StepId, c.Text, k.Wrapped })
                .ToListAsync(ct);
            return settled.ConvertAll(c =>
            {
                var safe = vault.Open(c.CustomerId, c.Wrapped);
                return new TaughtCase(
                    c.Id, c.CategoryId!.Value, c.CustomerId, $"{safe.Open(ServiceCase.SubjectColumn, c.Id, c.Subject)}\n{safe.Open(CaseStep.TextColumn, c.StepId, c.Text!)}");
            });
        });
        if (cases.Count < LearntRouter.FewestCases || cases.Select(c => c.CategoryId).Distinct().Count() < 2)
        {
            return false;
        }

        var trial = RouterTrial.CrossValidate(cases, Folds, ct: ct);
        var router = CaseRouter.Learn(cases, ct: ct);
        try
        {
            await scopes.AsSystemAsync(Job, async db =>
            {
                db.RemoveRange(await db.LearntRouters.AsTracking().OrderByDescending(r => r.Day).Skip(Kept - 1).ToListAsync(ct));
                db.Add(LearntRouter.Of(router, trial, today, clock.GetUtcNow()));
                return await db.SaveChangesAsync(ct);
            });
        }
        catch (RefusedException e) when (e.Message == LearntRouterConfiguration.LearntAlready)
        {
            LogLearntAlready();
        }

        return false;
    }

    [LoggerMessage(LogLevel.Information, "Another instance has learnt from the settled cases of today")]
    private partial void LogLearntAlready();
}
