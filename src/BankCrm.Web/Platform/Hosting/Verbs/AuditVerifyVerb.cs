using BankCrm.Application.Platform.AuditTrail;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class AuditVerifyVerb : IVerb
{
    public string Name => "audit verify";

    public string Summary => "Checks that no line of the audit trail was altered or removed";

    public string Usage =>
        """
        audit verify

        Exit code 0: the whole chain and its anchors are well. 1: the first bad entry is named. The separate program
        bankcrm-audit-verifier does the same without trusting this one (docs/audit-trail.md).
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var verdict = await context.Services.GetRequiredService<IAuditProof>().VerifyAsync(ct);
        Console.WriteLine(verdict.IsWell
            ? $"The audit trail is well: {verdict.Entries} entries, {verdict.Anchors} anchors."
            : $"The audit trail was altered{(verdict.Seq is { } seq ? $" at {seq}" : "")}: {verdict.Fault}");
        return verdict.IsWell ? 0 : 1;
    }
}
