using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Application.Customers.List;

/// <summary>A customer in a list. What no chosen column shows is not read and stays empty.</summary>
/// <param name="Name">Null: the record is protected, and the user may not open it.</param>
public sealed record CustomerRow(Guid Id, string? Name, uint Version)
{
    /// <summary>The other name, or how the name is read aloud.</summary>
    public string AlsoCalled { get; init; } = "";

    public string Number { get; init; } = "";
    public CustomerKind? Kind { get; init; }
    public CustomerTier? Tier { get; init; }
    public LifeCycleStage? Stage { get; init; }
    public Guid? OwnerId { get; init; }
    public string? Owner { get; init; }
    public string City { get; init; } = "";
    public short? BirthYear { get; init; }
    public string? Branch { get; init; }

    /// <summary>Prints itself masked.</summary>
    public PhoneNumber? Phone { get; init; }

    public Sex? Sex { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string Occupation { get; init; } = "";
    public CustomerLanguage? Language { get; init; }
    public RiskAppetite? Appetite { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public bool IsProtected { get; init; }

    /// <summary>Null: as far as the bank knows, they live.</summary>
    public DateOnly? DiedOn { get; init; }
}
