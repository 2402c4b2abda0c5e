using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Tasks.Interactions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>What the forms say of an interaction.</summary>
public sealed record InteractionInput
{
    public InteractionKind Kind { get; init; }
    public InteractionDirection Direction { get; init; }

    /// <summary>As the clocks at the bank's counters show it.</summary>
    public DateTime At { get; init; }

    public int? Minutes { get; init; }
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
    public string Others { get; init => field = value ?? ""; } = "";
    public IReadOnlyList<Guid> Colleagues { get; init => field = value ?? []; } = [];
    public IReadOnlyList<Guid> Products { get; init => field = value ?? []; } = [];
    public InteractionOutcome? Outcome { get; init; }
    public InteractionMood? Mood { get; init; }

    /// <summary>The user was told that a text holds the number of a document or card, and wants it so.</summary>
    public bool KeepsNumbers { get; init; }
}

/// <summary>A command that bears such a form.</summary>
public interface ISaysInteraction
{
    InteractionInput Said { get; }
}

internal sealed class InteractionInputValidator : AbstractValidator<InteractionInput>
{
    public InteractionInputValidator()
    {
        RuleFor(i => i.Kind).IsInEnum();
        RuleFor(i => i.Direction).IsInEnum();
        RuleFor(i => i.At).NotEmpty();
        RuleFor(i => i.Minutes).InclusiveBetween(1, Interaction.MostMinutes);
        RuleFor(i => i.Subject).NotEmpty();
        RuleFor(i => i.Subject).IsClean(Interaction.SubjectMaxLength);
        RuleFor(i => i.Text).IsClean(Interaction.TextMaxLength, manyLines: true);
        RuleFor(i => i.Others).IsClean(Interaction.OthersMaxLength);
        RuleFor(i => i.Colleagues.Count).LessThanOrEqualTo(Interaction.MostNamed).OverridePropertyName(nameof(InteractionInput.Colleagues));
        RuleFor(i => i.Products.Count).LessThanOrEqualTo(Interaction.MostNamed).OverridePropertyName(nameof(InteractionInput.Products));
        RuleFor(i => i.Outcome).IsInEnum();
        RuleFor(i => i.Mood).IsInEnum();
    }
}

internal static class InteractionReader
{
    extension(CrmDb db)
    {
        /// <summary>What a form said, once colleagues and products are there and the texts hold no number.</summary>
        public async Task<InteractionContent> ContentOfAsync(InteractionInput input, DateTimeOffset now, CancellationToken ct)
        {
            var today = Branch.DayAt(now);
            Refuse.If(
                !input.KeepsNumbers && (NumbersInText.Has(input.Text, today) || NumbersInText.Has(input.Subject, today)),
                LogInteraction.HoldsNumber);
            var (colleagues, products) = (input.Colleagues.Distinct().ToList(), input.Products.Distinct().ToList());
            Refuse.If(
                colleagues.Count > 0 && await db.Staff.CountAsync(s => colleagues.Contains(s.Id), ct) != colleagues.Count,
                "One of the colleagues is not there any more. Choose again.");
            Refuse.If(
                products.Count > 0 && await db.Products.CountAsync(p => products.Contains(p.Id), ct) != products.Count,
                "One of the products is not in the catalogue any more. Choose again.");
            var day = DateOnly.FromDateTime(input.At);
            return new(input.Kind, input.Direction, Branch.StartOf(day).Add(input.At.TimeOfDay).ToUniversalTime(), input.Subject.Trim())
            {
                Minutes = input.Minutes,
                Text = input.Text.Trim(),
                Others = input.Others.Trim(),
                Colleagues = colleagues,
                Products = products,
                Outcome = input.Outcome,
                Mood = input.Mood,
            };
        }
    }
}
