using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Consents;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Consents;

/// <summary>Writes down what a customer agreed to or refused; what they said before stays on record.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record RecordConsent
{
    /// <summary>Carried by the form, so that a double click records one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public ConsentPurpose Purpose { get; init; }
    public ConsentChannel Channel { get; init; }

    /// <summary>Null: not chosen yet.</summary>
    public bool? IsGiven { get; init; }

    public string Proof { get; init => field = value ?? ""; } = "";
}

/// <summary>The customer wants nothing of all this any more.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record OptOut(Guid CustomerId);

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Purpose).IsInEnum();
        RuleFor(c => c.Channel).IsInEnum();
        RuleFor(c => c.IsGiven).NotNull();
        RuleFor(c => c.Proof).NotEmpty().When(c => c.IsGiven == true); // a refusal needs none
        RuleFor(c => c.Proof).Custom((proof, context) =>
        {
            if (CleanText.Check(proof, Consent.ProofMaxLength) is { } fault)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(nameof(RecordConsent.Proof), fault.Sentence) { CustomState = fault.Args });
            }
        });
    }
}

internal sealed class OptOutValidator : AbstractValidator<OptOut>;

internal sealed class RecordConsentHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RecordConsent>
{
    public async Task HandleAsync(RecordConsent command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        db.Add(Consent.Record(
            command.Id, customer, command.Purpose, command.Channel, command.IsGiven!.Value, command.Proof.Trim(), clock.GetUtcNow()));
    }
}

internal sealed class OptOutHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<OptOut>
{
    public async Task HandleAsync(OptOut command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var words = await db.Consents.Where(c => c.CustomerId == customer.Id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct);
        var refused = words.GroupBy(c => (c.Purpose, c.Channel)).Where(g => !g.Last().IsGiven).Select(g => g.Key).ToHashSet();
        var open = (from purpose in Enum.GetValues<ConsentPurpose>()
                    from channel in Enum.GetValues<ConsentChannel>()
                    where !refused.Contains((purpose, channel))
                    select (purpose, channel)).ToList();
        Refuse.If(open.Count == 0, "They have opted out of everything already.");
        db.AddRange(open.Select(o => Consent.Record(Guid.CreateVersion7(), customer, o.purpose, o.channel, isGiven: false, "", clock.GetUtcNow())));
    }
}
