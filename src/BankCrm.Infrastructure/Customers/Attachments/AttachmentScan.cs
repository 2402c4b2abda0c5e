using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers.Attachments;

/// <summary>Has one file after the other searched for viruses. Two instances may search the same one: who is second conflicts, and nothing is lost.</summary>
internal sealed class AttachmentScan(IServiceScopeFactory scopes, IVirusScanner scanner) : IJob
{
    private const string Job = "virus scan";

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (!scanner.IsSetUp
            || await scopes.AsSystemAsync(Job, db => db.AttachmentVersions
                .Where(v => v.Scan == ScanState.Pending).OrderBy(v => v.UploadedAt).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct)) is not { } next)
        {
            return false;
        }

        await scopes.SendAsync(CurrentUser.System(Job, CustomerPermissions.Change), new ScanAttachment(next));
        return true;
    }
}
