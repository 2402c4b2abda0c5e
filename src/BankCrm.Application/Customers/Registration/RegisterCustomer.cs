using BankCrm.Application.Common;
using BankCrm.Application.Customers.Duplicates;
using BankCrm.Application.Customers.Tags;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Registration;

/// <summary>Registers a customer, unless the bank knows them already.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record RegisterCustomer
{
    public CustomerDraft Draft { get; init => field = value ?? new(); } = new();

    /// <summary>Null: the user's home branch.</summary>
    public Guid? BranchId { get; init; }

    /// <summary>The user has seen who may be the same, and says that they are not.</summary>
    public bool IsSomebodyElse { get; init; }

    /// <summary>How they know.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";
}

internal sealed class RegisterCustomerValidator : AbstractValidator<RegisterCustomer>
{
    public RegisterCustomerValidator(TimeProvider clock)
    {
        RuleFor(c => c.Draft).Custom((draft, context) =>
        {
            foreach (var (field, fault) in CustomerDraftCheck.Faults(draft, Branch.DayAt(clock.GetUtcNow())))
            {
                context.AddFailure(new ValidationFailure($"{nameof(RegisterCustomer.Draft)}.{field}", fault.Sentence) { CustomState = fault.Args });
            }
        });
        RuleFor(c => c.Draft.ConsentProof).NotEmpty().When(c => c.Draft.AgreesToMarketing == true);
        RuleFor(c => c.Reason).MaximumLength(AuditEntry.ReasonMaxLength);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.IsSomebodyElse);
    }
}

internal sealed class RegisterCustomerHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, NameReader names, IAuditTrail audit, TimeProvider clock)
    : ICommandHandler<RegisterCustomer>
{
    public async Task HandleAsync(RegisterCustomer command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var branchId = BranchOf(command);
        var draft = AsRegisteredToday(command.Draft);
        await RefuseStrangeOwnerAsync(draft.OwnerId, branchId, ct);

        await db.RefuseRetiredTagsAsync(draft.Tags, [], ct);
        var twins = await CustomerTwins.FindAsync(db, user, index, draft, today, ct);
        RefuseTwins(twins, command.IsSomebodyElse);

        var number = (await CustomerNumbers.TakeAsync(db, 1, ct))[0];
        var made = NewCustomer.Of(draft, number, branchId, user.Person, new(ciphers.Create(draft.Id), index), names, now, today);
        db.AddRange(made.All());
        if (twins.Count > 0)
        {
            audit.Record(new(AuditEvents.RegisteredNevertheless)
            {
                ObjectType = nameof(Customer),
                ObjectId = draft.Id,
                CustomerRef = draft.Id,
                BranchId = branchId,
                ReasonText = command.Reason,
            });
        }
    }

    private Guid BranchOf(RegisterCustomer command)
    {
        var branchId = command.BranchId ?? user.HomeBranchId ?? throw new NotFoundException();
        return user.SeesAllBranches || user.Branches.Contains(branchId) ? branchId : throw new NotFoundException();
    }

    // What time and other processes decide is not for the form to say.
    private CustomerDraft AsRegisteredToday(CustomerDraft draft) => draft with
    {
        OwnerId = user.May(CustomerPermissions.Change) ? draft.OwnerId : user.StaffId,
        Stage = LifeCycleStage.Prospect,
        Appetite = null,
        RegisteredOn = null,
        NoteOrigin = null,
        FurtherNotes = [],
    };

    private async Task RefuseStrangeOwnerAsync(Guid? ownerId, Guid branchId, CancellationToken ct)
    {
        if (ownerId is { } id && id != user.StaffId)
        {
            var isColleague = await db.Staff.AnyAsync(s => s.Id == id && s.HomeBranchId == branchId && s.DisabledAt == null, ct);
            Refuse.If(!isColleague, "Choose a colleague from the customer's branch.");
        }
    }

    private static void RefuseTwins(IReadOnlyList<CustomerTwin> twins, bool isSomebodyElse)
    {
        Refuse.If(twins.Any(t => t.Rule is TwinRule.Document), "A customer of the bank has this document already.");
        Refuse.If(twins.Count > 0 && !isSomebodyElse, "The bank may know this customer already. Look at the records named below.");
    }
}
