using BankCrm.Application.Integration;
using BankCrm.Infrastructure.Platform.Jobs;

namespace BankCrm.Infrastructure.Integration;

/// <summary>Deletes the keys, and the answers under them, that are kept no longer.</summary>
internal sealed class RequestKeyTidying(IRequestKeys keys) : IJob
{
    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await keys.ForgetOldAsync(ct);
        return false;
    }
}
