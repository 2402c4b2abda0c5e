using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Tasks.Interactions;

/// <summary>What is to be added to an interaction that stays as it was written. Read by whoever reads that.</summary>
[Class(DataClass.C1)]
public sealed class InteractionCorrection : Entity, IForSome, IOfCustomer
{
    public const string TextColumn = "interaction_corrections.text";

    private InteractionCorrection() { } // EF Core

    public Guid InteractionId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    [Class(DataClass.C2)]
    public Sealed Text { get; private init; } = null!;

    public Guid WrittenBy { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }
    public Audience Audience { get; private init; }

    internal static InteractionCorrection Of(Guid id, Interaction interaction, string text, Guid byStaffId, DateTimeOffset now, CustomerSafe safe) => new()
    {
        Id = id,
        InteractionId = interaction.Id,
        CustomerId = interaction.CustomerId,
        BranchId = interaction.BranchId,
        Text = safe.Seal(TextColumn, id, text),
        WrittenBy = byStaffId,
        WrittenAt = now,
        Audience = interaction.Audience,
    };
}
