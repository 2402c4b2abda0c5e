namespace BankCrm.Application.Platform.AuditTrail;

/// <summary>The place for which the trail seals a value that its own table keeps in plain.</summary>
public static class RecordedColumn
{
    public static string Of(string type, string property) => $"audit_entries.changes.{type}.{property}";
}
