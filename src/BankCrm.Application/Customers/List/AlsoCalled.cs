using BankCrm.Domain.Customers.Names;

namespace BankCrm.Application.Customers.List;

/// <summary>What stands small beside a name: the other name, else how a Chinese one is read aloud.</summary>
internal static class AlsoCalled
{
    public static string Of(string name, string otherName, string sortName) =>
        otherName.Length > 0 ? otherName
        : NameText.HasHan(name) && sortName.EndsWith(name, StringComparison.Ordinal) ? sortName[..^name.Length].Trim()
        : "";
}
