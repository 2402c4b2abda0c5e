using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers;

/// <summary>
/// A person or an organisation that the bank serves or hopes to serve. Documents, contact points, addresses, consents and notes are
/// entities of their own that bear this one's id.
/// </summary>
[Class(DataClass.C1)]
public sealed class Customer : Entity, IBranchScoped, IOfCustomer
{
    public const int NameMaxLength = 200;
    public const int TagMaxLength = 30;
    public const int MaxTags = 20;
    public const int OccupationMaxLength = 60;
    public const int ExternalRefMaxLength = 60;
    private const int EarliestYear = 1850;

    public const string BirthDateColumn = "customers.birth_date";
    public const string EmployerColumn = "customers.employer";
    public const string IncomeColumn = "customers.income";
    public const string NameAndBirthColumn = "customers.name_and_birth";

    private List<string> tags = [];

    private Customer() { } // EF Core

    Guid IOfCustomer.CustomerId => Id;

    public CustomerKind Kind { get; private init; }

    /// <summary>C and ten digits; what staff and customers quote.</summary>
    public string Number { get; private init; } = "";

    public Guid BranchId { get; private set; }

    [Class(DataClass.C2)]
    public string Name { get; private set; } = "";

    /// <summary>Name in another script, former name, trade name. Empty: none.</summary>
    [Class(DataClass.C2)]
    public string OtherName { get; private set; } = "";

    /// <summary>By what lists are sorted: pinyin or Latin letters first, then the name itself.</summary>
    [Class(DataClass.C2)]
    public string SortName { get; private set; } = "";

    /// <summary>The colleague who looks after them. Null: the branch does.</summary>
    public Guid? OwnerId { get; private set; }

    public CustomerTier Tier { get; private set; }
    public LifeCycleStage Stage { get; private set; }

    /// <summary>Of a person who has died: their business with the bank has ended then. Null: as far as the bank knows, they live.</summary>
    [Class(DataClass.C2)]
    public DateOnly? DiedOn { get; private set; }

    /// <summary>Null: not assessed.</summary>
    public RiskAppetite? Appetite { get; private set; }

    public DateOnly? AppetiteAssessedOn { get; private set; }

    /// <summary>Null: not stated, or an organisation.</summary>
    public Sex? Sex { get; private set; }

    /// <summary>yyyy-MM-dd. For an organisation the day it was founded.</summary>
    [Class(DataClass.C2)]
    public Sealed? BirthDate { get; private set; }

    /// <summary>What of the birth date staff see without revealing it.</summary>
    public short? BirthYear { get; private set; }

    /// <summary>1 to 12: to whom one may wish a happy birthday. Staff filter by it and do not see it.</summary>
    public short? BirthMonth { get; private set; }

    /// <summary>Keyed hash of name and birth date: finds the same person under another document.</summary>
    [Class(DataClass.C2)]
    public byte[]? NameAndBirth { get; private set; }

    [Class(DataClass.C2)]
    public Sealed? Employer { get; private set; }

    /// <summary>Name of an <see cref="IncomeBand"/>.</summary>
    [Class(DataClass.C2)]
    public Sealed? Income { get; private set; }

    /// <summary>What of the income staff may count by without revealing it.</summary>
    public IncomeBand? IncomeBand { get; private set; }

    /// <summary>For an organisation its line of business. Empty: not stated.</summary>
    public string Occupation { get; private set; } = "";

    /// <summary>The city of the main address, or empty.</summary>
    public string City { get; private set; } = "";

    public CustomerLanguage Language { get; private set; }

    public IReadOnlyList<string> Tags => tags;

    /// <summary>VIPs, colleagues, people in the public eye: lists do not name them, and only some may open them.</summary>
    public bool IsProtected { get; private set; }

    public DateOnly RegisteredOn { get; private set; }

    /// <summary>Their number in the system they were imported from, by which a second import recognises them. Null: they were not.</summary>
    public string? ExternalRef { get; private set; }

    /// <summary>The record that goes on in place of this one, which is kept and no more found. Null: this one goes on itself.</summary>
    public Guid? MergedIntoId { get; private set; }

    public static Customer Register(
        Guid id, CustomerKind kind, string number, Guid branchId, CustomerName name, DateOnly today) => new()
        {
            Id = id,
            Kind = kind,
            Number = number,
            BranchId = branchId,
            Name = name.Text,
            OtherName = name.Other,
            SortName = name.Sort,
            Stage = LifeCycleStage.Prospect,
            RegisteredOn = today,
        };

    /// <summary>The keys by which the name is found are the caller's to renew.</summary>
    public void Rename(CustomerName name, DateOnly? birthDate, CustomerSafe safe)
    {
        Name = name.Text;
        OtherName = name.Other;
        SortName = name.Sort;
        SetNameAndBirth(birthDate, safe);
    }

    public void BornOn(DateOnly? day, Sex? sex, DateOnly today, CustomerSafe safe)
    {
        Refuse.If(day > today, "The date of birth lies in the future.");
        Refuse.If(day < new DateOnly(1850, 1, 1), "The date of birth lies too far back.");

        BirthDate = safe.SealSome(BirthDateColumn, Id, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        BirthYear = (short?)day?.Year;
        BirthMonth = (short?)day?.Month;
        Sex = Kind is CustomerKind.Organisation ? null : sex;
        SetNameAndBirth(day, safe);
    }

    public void Works(string occupation, string? employer, IncomeBand? income, CustomerSafe safe)
    {
        Occupation = occupation;
        Employer = safe.SealSome(EmployerColumn, Id, employer);
        Income = safe.SealSome(IncomeColumn, Id, income?.ToString());
        IncomeBand = income;
    }

    public void Classify(CustomerTier tier, LifeCycleStage stage, CustomerLanguage language, IEnumerable<string> labels)
    {
        Refuse.If(DiedOn is not null && stage is not LifeCycleStage.Closed, "They have died: their business with the bank stays ended.");
        Tier = tier;
        Stage = stage;
        Language = language;
        tags = [.. labels.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>From that day on nothing is offered, sent or wished to them; what they hold and what is on record stays.</summary>
    public void HasDied(DateOnly day, DateOnly today)
    {
        RefuseDeath(day, today);
        (DiedOn, Stage) = (day, LifeCycleStage.Closed);
    }

    /// <summary>It was a mistake.</summary>
    /// <param name="stage">What they are to the bank.</param>
    public void IsAlive(LifeCycleStage stage)
    {
        Refuse.If(DiedOn is null, "Nothing says that they have died.");
        (DiedOn, Stage) = (null, stage);
    }

    public void RefuseDeath(DateOnly day, DateOnly today)
    {
        Refuse.If(Kind is CustomerKind.Organisation, "Only a person can die. End the business with an organisation by its stage.");
        Refuse.If(DiedOn is not null, "That they have died is on record already.");
        Refuse.If(day > today, "The date of death lies in the future.");
        Refuse.If(day.Year < (BirthYear ?? EarliestYear), "They were born after that day.");
    }

    public void Assess(RiskAppetite? appetite, DateOnly? on)
    {
        Appetite = appetite;
        AppetiteAssessedOn = appetite is null ? null : on;
    }

    public void IsKnownElsewhereAs(string number) => ExternalRef = number;

    /// <summary>An older system knew them before.</summary>
    public void WasCustomerSince(DateOnly day)
    {
        Refuse.If(day > RegisteredOn, "The bank has known them for longer than that.");
        RegisteredOn = day;
    }

    public void LiveIn(string city) => City = city;

    /// <param name="staffId">Null: the branch looks after them.</param>
    public void GiveTo(Guid? staffId) => OwnerId = staffId;

    public void Protect(bool isProtected)
    {
        Refuse.If(IsProtected == isProtected, "The record is so already.");
        IsProtected = isProtected;
    }

    /// <summary>The other record goes on for both. Nobody is to take this one for a third record of the same person.</summary>
    public void MergeInto(Customer survivor)
    {
        Refuse.If(MergedIntoId is not null, "The record is merged into another one already.");
        MergedIntoId = survivor.Id;
        NameAndBirth = null;
    }

    private void SetNameAndBirth(DateOnly? birthDate, CustomerSafe safe) =>
        NameAndBirth = birthDate is { } day ? NameAndBirthOf(Name, day, safe.Index) : null;

    /// <summary>The hash under which people of the same name and birth date meet.</summary>
    public static byte[] NameAndBirthOf(string name, DateOnly birthDate, IBlindIndex index) => index.Of(
        NameAndBirthColumn, $"{Names.NameText.Normalise(name)}|{birthDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}");
}

/// <summary>A name with what is derived from it.</summary>
/// <param name="Text">As the customer writes it.</param>
/// <param name="Other">In another script, or another name. Empty: none.</param>
/// <param name="Sort">By what it is sorted.</param>
public sealed record CustomerName(string Text, string Other, string Sort);
