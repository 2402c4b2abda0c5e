using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class KeysRotateVerb : IVerb
{
    public string Name => "keys rotate";

    public string Summary => "Adds a key to the key ring; new data is sealed under it";

    public string Usage =>
        """
        keys rotate

        Restart every instance afterwards, then run "keys rewrap". Keys that were replaced stay in the ring: what was sealed under them
        needs them (docs/encryption.md).
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        await using var work = context.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("keys rotate"));
        await work.ServiceProvider.GetRequiredService<IAuditTrail>().RecordNowAsync(new(AuditEvents.KeyChanged) { ReasonText = Name }, ct);
        var id = KeyRingFile.AddKey(context.Services.GetRequiredService<KeyRingSource>().FilePath, context.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        Console.WriteLine($"Key {id} was added. Restart every instance, then run: keys rewrap");
        return 0;
    }
}
