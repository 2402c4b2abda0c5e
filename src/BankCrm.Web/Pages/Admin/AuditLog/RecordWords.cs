using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Admin.AuditLog;

/// <summary>What a kind of record is called where people read.</summary>
internal static class RecordWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["StaffMember"] = "Colleague",
        ["Role"] = "Role",
        ["Branch"] = "Branch",
        ["ApiClient"] = "API client",
        ["Customer"] = "Customer",
        ["ImportRun"] = "Import",
        ["StatementFile"] = "Account statements",
    };

    extension(Text text)
    {
        /// <summary>The name itself, where no word is known: a permission that was refused, for example.</summary>
        public string Record(string? objectType) =>
            objectType is null ? "" : Words.TryGetValue(objectType, out var word) ? text[word] : objectType;
    }
}
