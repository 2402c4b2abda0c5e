using BankCrm.Domain.Common;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What a row is that is no customer.</summary>
public enum NoCustomer
{
    [Means("Title above the header")] Title,
    [Means("Header")] Header,
    [Means("Blank line")] Blank,
    [Means("Header once more")] RepeatedHeader,
    [Means("Total or remark")] Total,
}
