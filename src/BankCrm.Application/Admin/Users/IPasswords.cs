using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Admin.Users;

/// <summary>The passwords of colleagues. Nothing here ever gives one back.</summary>
public interface IPasswords
{
    /// <summary>
    /// Whose these are. Null is the one answer to every failure, given after the same time: there is no such name, the password is wrong,
    /// the account is locked or disabled. Failures are counted before they are known to be ones, so that many at once count too.
    /// </summary>
    /// <exception cref="TooManyAttemptsException">From this address, or for this name.</exception>
    Task<Guid?> CheckAsync(string userName, string password, CancellationToken ct);

    /// <summary>Whether this is the password of somebody who is signed in. Failures count as at the door.</summary>
    /// <exception cref="TooManyAttemptsException">For this colleague.</exception>
    Task<bool> IsOfAsync(Guid staffId, string password, CancellationToken ct);

    /// <summary>Why they may not choose this one.</summary>
    Task<Fault?> CheckChoiceAsync(StaffMember person, string wanted, CancellationToken ct);

    /// <summary>Null: not locked.</summary>
    Task<DateTimeOffset?> LockedUntilAsync(Guid staffId, CancellationToken ct);

    /// <summary>Sets it, and opens a locked account; saved with the unit of work.</summary>
    Task SetAsync(StaffMember person, string password, CancellationToken ct);
}
