using System.Linq.Expressions;
using BankCrm.Application.Accounts;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Gives cases their numbers.</summary>
public interface ICaseNumbers
{
    Task<long> NextAsync(CancellationToken ct);
}

/// <summary>A command about one case as the user saw it.</summary>
internal interface IOnCase
{
    Guid Id { get; }
    uint Version { get; }
}

/// <summary>A case opened for a change, with all that its verbs ask for.</summary>
internal sealed record OpenCaseFile(ServiceCase Case, CasePromises Promises, WorkingTime Time, CustomerSafe Safe, Guid By, DateTimeOffset Now)
{
    /// <summary>Null: nothing was written.</summary>
    public CaseWords? Written(string text) => string.IsNullOrWhiteSpace(text) ? null : CaseFile.Words(text, Safe, Now);

    public string Subject => Safe.Cipher.Open(ServiceCase.SubjectColumn, Case.Id, Case.Subject);

    public CaseWords MustBeWritten(string text) => Written(text) ?? throw new ArgumentException("The validator asks for words.", nameof(text));
}

/// <summary>Opens the files of cases.</summary>
internal sealed class CaseFile(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, WorkingCalendar calendar, TimeProvider clock)
{
    /// <summary>For whoever may work on it.</summary>
    /// <param name="texts">What the command would write: without numbers of documents and cards.</param>
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    /// <exception cref="ForbiddenException">It is a colleague's, or of a protected customer.</exception>
    public async Task<OpenCaseFile> ForWorkAsync(IOnCase command, CancellationToken ct, params string[] texts)
    {
        var file = await ForReadersAsync(command, ct, texts);
        user.DemandWorkOn(file.Case);
        return file;
    }

    /// <summary>For whoever sees it: a second signature, a review.</summary>
    public async Task<OpenCaseFile> ForReadersAsync(IOnCase command, CancellationToken ct, params string[] texts)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, texts);
        var about = await SeenAsync(c => c.Id == command.Id, ct) ?? throw new NotFoundException();
        var found = await db.ForChangeAsync<ServiceCase>(command.Id, command.Version, ct);
        return new(
            found, await PromisesAsync(found.CategoryId, ct), await calendar.OfBranchAsync(db, about.BranchId, ct),
            new(await ciphers.OfAsync(about.CustomerId, ct), index), user.Person, now);
    }

    /// <summary>Another one that the same command touches.</summary>
    public async Task<ServiceCase> OtherAsync(long number, CancellationToken ct)
    {
        var about = await SeenAsync(c => c.Number == number, ct) ?? throw new RefusedException("No case has this number.");
        var other = await db.ForChangeAsync<ServiceCase>(about.Id, ct);
        user.DemandWorkOn(other);
        return other;
    }

    /// <exception cref="RefusedException">The category is not there, is retired, or is a cause.</exception>
    public async Task<CasePromises> PromisesAsync(Guid? categoryId, CancellationToken ct, bool mustBeInUse = false)
    {
        if (categoryId is not { } id)
        {
            return CasePromises.Of(null);
        }

        var topic = await db.CaseTopics.SingleOrDefaultAsync(t => t.Id == id && t.Tree == TopicTree.Category, ct);
        Refuse.If(mustBeInUse && topic is null or { RetiredAt: not null }, "This category is not in use any more. Choose another.");
        return CasePromises.Of(topic);
    }

    public static CaseWords Words(string text, CustomerSafe safe, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new(id, safe.Seal(CaseStep.TextColumn, id, text.Trim()));
    }

    /// <summary>Null: there is none, or they do not see it.</summary>
    private async Task<SeenCase?> SeenAsync(Expression<Func<ServiceCase, bool>> which, CancellationToken ct)
    {
        var seen = await db.CasesSeenBy(user).Where(which)
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new SeenCase(c.Id, c.CustomerId, c.BranchId, of.IsProtected))
            .SingleOrDefaultAsync(ct);
        return seen is null || user.MayOpen(seen.IsProtected) ? seen : throw new ForbiddenException(CustomerPermissions.ReadProtected);
    }

    private sealed record SeenCase(Guid Id, Guid CustomerId, Guid BranchId, bool IsProtected);
}

internal static class CaseFileQueries
{
    extension(CrmDb db)
    {
        /// <summary>Those at work in the branch who may have cases, by name.</summary>
        public IQueryable<StaffMember> CaseColleagues(Guid branchId, DateTimeOffset now) => db.StaffAtWorkIn(branchId, CasePermissions.Work, now);

        /// <summary>The account of a case, which this colleague sees.</summary>
        public async Task DemandAccountAsync(Guid? accountId, Guid customerId, CurrentUser user, CancellationToken ct) => Refuse.If(
            accountId is { } id && !await db.HoldingsSeenBy(user, customerId).AnyAsync(h => h.AccountId == id, ct), "Choose one of the customer's accounts.");
    }

    /// <summary>Words that the history keeps.</summary>
    public static IRuleBuilderOptionsConditions<T, string> AsksForCaseWords<T>(this IRuleBuilder<T, string> text) => text.NotEmpty().IsClean(CaseStep.TextMaxLength, manyLines: true);

    public static IRuleBuilderOptionsConditions<T, string> MayBeCaseWords<T>(this IRuleBuilder<T, string> text) => text.IsClean(CaseStep.TextMaxLength, manyLines: true);
}
