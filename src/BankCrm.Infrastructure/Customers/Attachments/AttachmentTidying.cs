using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.Files;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers.Attachments;

/// <summary>Deletes the files of uploads that came to nothing: written, and then not saved. No row knows them, and no key opens them.</summary>
internal sealed class AttachmentTidying(IServiceScopeFactory scopes, IFileStore files, TimeProvider clock) : IJob
{
    private const int AtOnce = 500;

    // An upload in the middle has its file, and its row is not there yet.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await TidyAsync(clock.GetUtcNow() - Grace, ct);
        return false;
    }

    /// <returns>How many were deleted.</returns>
    public async Task<int> TidyAsync(DateTimeOffset before, CancellationToken ct)
    {
        var deleted = 0;
        foreach (var some in files.OlderThan(AttachmentFiles.Area, before).Chunk(AtOnce))
        {
            var known = await scopes.AsSystemAsync(
                "attachment tidying", db => db.AttachmentVersions.Where(v => some.Contains(v.Id)).Select(v => v.Id).ToListAsync(ct));
            foreach (var orphan in some.Except(known))
            {
                files.Delete(AttachmentFiles.Area, orphan);
                deleted++;
            }
        }

        return deleted;
    }
}
