using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What the forms say of a case.</summary>
public sealed record CaseInput
{
    public CaseKind Kind { get; init; }
    public CasePriority Priority { get; init; } = CasePriority.Normal;

    /// <summary>Null: it is sorted later.</summary>
    public Guid? CategoryId { get; init; }

    public Guid? AccountId { get; init; }
    public IReadOnlyList<Guid> AboutStaff { get; init => field = value ?? []; } = [];
    public int People { get; init; } = 1;

    /// <summary>A name a line.</summary>
    public string Speakers { get; init => field = value ?? ""; } = "";
}

internal sealed class CaseInputValidator : AbstractValidator<CaseInput>
{
    public CaseInputValidator()
    {
        RuleFor(c => c.Kind).IsInEnum();
        RuleFor(c => c.Priority).IsInEnum();
        RuleFor(c => c.People).InclusiveBetween(1, ServiceCase.MostPeople);
        RuleFor(c => c.AboutStaff.Count).LessThanOrEqualTo(ServiceCase.MostStaff).OverridePropertyName(nameof(CaseInput.AboutStaff));
        RuleFor(c => c.Speakers).IsClean(ServiceCase.SpeakersMaxLength, manyLines: true);
        RuleFor(c => c.Speakers).Must(names => CaseReader.Names(names).Count <= ServiceCase.MostSpokespersons)
            .WithMessage("At most five people speak for those who complain together: a name a line.");
    }
}

internal static class CaseReader
{
    public static IReadOnlyList<string> Names(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>What a form says, once account and colleagues are there.</summary>
    public static async Task<CaseParticulars> ParticularsAsync(this CrmDb db, CaseInput said, Guid caseId, Guid customerId, CustomerSafe safe, CurrentUser user, CancellationToken ct)
    {
        await db.DemandAccountAsync(said.AccountId, customerId, user, ct);
        var isComplaint = said.Kind is CaseKind.Complaint;
        List<Guid> staff = isComplaint ? [.. said.AboutStaff.Distinct()] : [];
        Refuse.If(
            staff.Count > 0 && await db.Staff.CountAsync(s => staff.Contains(s.Id), ct) != staff.Count, "One of the colleagues is not there any more. Choose again.");
        return new(said.Kind, said.Priority, said.CategoryId, said.AccountId)
        {
            AboutStaff = staff,
            People = isComplaint ? said.People : 1,
            Speakers = isComplaint ? safe.SealSome(ServiceCase.SpeakersColumn, caseId, string.Join('\n', Names(said.Speakers))) : null,
        };
    }
}

/// <summary>Takes in what a customer wants or complains of.</summary>
[Allow(CasePermissions.Work)]
public sealed record OpenCase
{
    /// <summary>Carried by the form, so that a double click opens one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public CaseInput Said { get; init; } = new();
    public CaseChannel Channel { get; init; }

    /// <summary>As the clocks at the bank's counters showed it when it came in.</summary>
    public DateTime ReceivedAt { get; init; }

    public string Subject { get; init => field = value ?? ""; } = "";

    /// <summary>In the customer's words.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>One keeps it oneself. Otherwise it lies with the branch.</summary>
    public bool Mine { get; init; }

    /// <summary>Where it waits, if one does not keep it. Null: nowhere, it lies with the branch.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>Where it waits is what its category suggests.</summary>
    public bool ByCategory { get; init; }

    /// <summary>The customer is told by text message or e-mail that it was taken in.</summary>
    public bool Confirm { get; init; }
}

internal sealed class OpenCaseValidator : AbstractValidator<OpenCase>
{
    public OpenCaseValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.CustomerId).NotEmpty();
        RuleFor(c => c.Said).NotNull().SetValidator(new CaseInputValidator());
        RuleFor(c => c.Channel).IsInEnum();
        RuleFor(c => c.ReceivedAt).NotEmpty();
        RuleFor(c => c.Subject).NotEmpty();
        RuleFor(c => c.Subject).IsClean(ServiceCase.SubjectMaxLength);
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class OpenCaseHandler(
    CrmDb db, CurrentUser user, CaseFile files, CustomerCiphers ciphers, IBlindIndex index, ICaseNumbers numbers, WorkingCalendar calendar, CaseMessages messages,
    QueueFinder finder, IRowLock rows, TimeProvider clock)
    : ICommandHandler<OpenCase>
{
    public async Task HandleAsync(OpenCase command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Subject, command.Text);
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var received = Branch.StartOf(DateOnly.FromDateTime(command.ReceivedAt)).Add(command.ReceivedAt.TimeOfDay).ToUniversalTime();
        var opened = ServiceCase.Open(
            new(command.Id, await numbers.NextAsync(ct), command.Channel, received > now && received - now < TimeSpan.FromMinutes(1) ? now : received), customer,
            await db.ParticularsAsync(command.Said, command.Id, customer.Id, safe, user, ct),
            safe.Seal(ServiceCase.SubjectColumn, command.Id, command.Subject.Trim()), CaseFile.Words(command.Text, safe, now),
            await files.PromisesAsync(command.Said.CategoryId, ct, mustBeInUse: true), user.Person, now, await calendar.OfBranchAsync(db, customer.BranchId, ct));
        if (command.Mine)
        {
            opened.Claim(user.Person, now);
        }
        else
        {
            var chosen = command.ByCategory ? await finder.ChooseAsync(db, customer.BranchId, command.Said.CategoryId, customer.Language, words: null, ct) : null;
            if ((command.ByCategory ? chosen?.Winner?.Id : command.QueueId) is { } queue)
            {
                await rows.TakeAsync<WorkQueue>(queue, ct); // it is not closed meanwhile
                await db.DemandQueueAsync(queue, customer.BranchId, QueueTakes.Cases, ct);
                opened.PutInto(queue, why: null, user.Person, now, chosen);
            }
        }

        if (command.Confirm)
        {
            await messages.ConfirmAsync(db, opened, customer, user.Person, ct);
        }

        db.Add(opened);
    }
}

/// <summary>Whether the user has opened this one already: their form came twice.</summary>
[Allow(CasePermissions.Work)]
public sealed record WasCaseOpened(Guid Id);

internal sealed class WasCaseOpenedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasCaseOpened, bool>
{
    public Task<bool> HandleAsync(WasCaseOpened query, CancellationToken ct) => db.ServiceCases.AnyAsync(c => c.Id == query.Id && c.OpenedBy == user.StaffId, ct);
}

/// <summary>Changes what a case is about, how urgent it is, and whom it concerns.</summary>
[Allow(CasePermissions.Work)]
public sealed record ChangeCase : IOnCase
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public CaseInput Said { get; init; } = new();
    public string Text { get; init => field = value ?? ""; } = "";
}

internal sealed class ChangeCaseValidator : AbstractValidator<ChangeCase>
{
    public ChangeCaseValidator()
    {
        RuleFor(c => c.Said).NotNull().SetValidator(new CaseInputValidator());
        RuleFor(c => c.Text).MayBeCaseWords();
    }
}

internal sealed class ChangeCaseHandler(CrmDb db, CurrentUser user, CaseFile files) : ICommandHandler<ChangeCase>
{
    public async Task HandleAsync(ChangeCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        var said = await db.ParticularsAsync(command.Said, command.Id, file.Case.CustomerId, file.Safe, user, ct);
        var promises = await files.PromisesAsync(said.CategoryId, ct, mustBeInUse: said.CategoryId != file.Case.CategoryId);
        file.Case.Change(said, promises, file.By, file.Now, file.Time, file.Written(command.Text));
    }
}
