using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Cases.ServiceCases;

/// <summary>Warns when half, four fifths and all of the time of a promise are used up. Each instance looks for itself: a warning is given once, whoever finds it.</summary>
internal sealed class CaseClockWatch(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    private const int AtOnce = 100;

    private static readonly CurrentUser Watch = CurrentUser.System("case-clocks", CasePermissions.Direct);

    public TimeSpan Pause => TimeSpan.FromSeconds(10);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await scopes.AsSystemAsync("case-clocks", db => db.CaseClocks
            .Where(k => k.NextWarningAt != null && k.NextWarningAt <= now).OrderBy(k => k.NextWarningAt).Take(AtOnce).Select(k => k.CaseId).ToListAsync(ct));
        foreach (var about in due.Distinct())
        {
            await scopes.SendAsync(Watch, new WarnOfCase(about));
        }

        var outside = await scopes.AsSystemAsync("case-clocks", db => db.EnquiryClocks
            .Where(k => k.NextWarningAt != null && k.NextWarningAt <= now).OrderBy(k => k.NextWarningAt).Take(AtOnce).Select(k => k.EnquiryId).ToListAsync(ct));
        foreach (var about in outside.Distinct())
        {
            await scopes.SendAsync(Watch, new WarnOfEnquiry(about));
        }

        return due.Count == AtOnce || outside.Count == AtOnce;
    }
}
