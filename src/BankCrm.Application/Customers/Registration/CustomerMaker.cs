using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Registration;

/// <summary>Makes customers who are to be written by the thousand, each with a key of their own. For any number of threads.</summary>
[Policy]
public sealed class CustomerMaker(ICustomerVault vault, IBlindIndex index, NameReader names)
{
    /// <param name="draft">Checked by <see cref="CustomerDraftCheck"/>.</param>
    /// <param name="byStaffId">Who writes the note, where there is one.</param>
    public KeyedCustomer Make(
        CustomerDraft draft, string number, Guid branchId, Guid? byStaffId, DateTimeOffset now, DateOnly today, bool migrated = false)
    {
        var (key, cipher) = vault.Create(draft.Id);
        using var wipe = cipher as IDisposable; // at once: a million keys are not left to the collector
        return new(NewCustomer.Of(draft, number, branchId, byStaffId, new(cipher, index), names, now, today, migrated), key);
    }
}
