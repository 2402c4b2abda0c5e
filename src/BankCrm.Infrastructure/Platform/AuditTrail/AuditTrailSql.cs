namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Triggers, functions, policies and grants of the audit tables, for the migration that makes them.</summary>
public static class AuditTrailSql
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(AuditTrailSql).Assembly.GetManifestResourceStream("BankCrm.Infrastructure.AuditTrail.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
