using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class KeysNewVerb : IVerb
{
    public string Name => "keys new";

    public string Summary => "Makes the keys of a new bank: for its data, and for its audit trail";

    public string Usage =>
        """
        keys new

        Writes the key ring to BankCrm__Encryption__KeyRingFile and the signing key of the audit anchors to BankCrm__Audit__SigningKeyFile.
        Neither is ever overwritten. Keep copies apart from the database's backups: without the ring no customer's data opens.
        """;

    public bool NeedsBank => false;

    public Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var settings = context.Services.GetRequiredService<IConfiguration>();
        var signing = settings["BankCrm:Audit:SigningKeyFile"];
        if (string.IsNullOrWhiteSpace(signing))
        {
            throw new StartUpException("Set BankCrm__Audit__SigningKeyFile to where the signing key shall be.");
        }

        var clock = context.Services.GetRequiredService<TimeProvider>();
        var ring = new KeyRingSource(settings, context.Services.GetRequiredService<IHostEnvironment>(), clock).FilePath;
        KeyRingFile.Make(ring, clock.GetUtcNow());
        AuditSigningKey.Make(signing);
        Console.WriteLine($"Made {ring}, {signing} and {AuditSigningKey.PublicPathOf(signing)}.");
        return Task.FromResult(0);
    }
}
