using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>Writes into the record that survives what was chosen from the other.</summary>
internal sealed class MergedRecord(Customer survivor, CustomerSafe safe, Customer loser, ICustomerCipher ofLoser, IReadOnlyList<MergeField> fromLoser)
{
    public void Write(NameReader names, DateOnly today)
    {
        WriteIdentity(names, today);
        WriteWork();
        WriteRelationship(today);
    }

    private void WriteIdentity(NameReader names, DateOnly today)
    {
        var known = CustomerParticulars.BirthDateOf(survivor, safe.Cipher);
        var born = Is(MergeField.BirthDate) ? CustomerParticulars.BirthDateOf(loser, ofLoser) : known;
        var sex = From(MergeField.Sex).Sex;
        var (name, other) = (From(MergeField.Name).Name, From(MergeField.OtherName).OtherName);
        if (name != survivor.Name || other != survivor.OtherName)
        {
            survivor.Rename(names.Read(name, other), born, safe);
        }

        if (born != known || sex != survivor.Sex)
        {
            survivor.BornOn(born, sex, today, safe);
        }
    }

    private void WriteWork()
    {
        var (known, earns) = (CustomerParticulars.EmployerOf(survivor, safe.Cipher), MergeComparison.IncomeOf(survivor, safe.Cipher));
        var employer = Is(MergeField.Employer) ? CustomerParticulars.EmployerOf(loser, ofLoser) : known;
        var income = Is(MergeField.Income) ? MergeComparison.IncomeOf(loser, ofLoser) : earns;
        var occupation = From(MergeField.Occupation).Occupation;
        if (occupation != survivor.Occupation || employer != known || income != earns)
        {
            survivor.Works(occupation, employer, income is null ? null : Enum.Parse<IncomeBand>(income), safe); // seals anew: only where something changed
        }
    }

    private void WriteRelationship(DateOnly today)
    {
        var owner = From(MergeField.Owner).OwnerId;
        Refuse.If(
            owner is not null && owner != survivor.OwnerId && survivor.BranchId != loser.BranchId,
            "The owner of the other record works for another branch. Leave the owner as it is.");
        survivor.GiveTo(owner);
        if (From(MergeField.Appetite) is var assessed && assessed.Appetite != survivor.Appetite)
        {
            survivor.Assess(assessed.Appetite, assessed.AppetiteAssessedOn);
        }

        if (survivor.IsProtected != From(MergeField.Protection).IsProtected)
        {
            survivor.Protect(!survivor.IsProtected);
        }

        if (survivor.City.Length == 0)
        {
            survivor.LiveIn(loser.City);
        }

        // Whoever has died on either record has died, whatever stage was chosen.
        var hasDied = survivor.DiedOn is not null || loser.DiedOn is not null;
        survivor.Classify(
            From(MergeField.Tier).Tier, hasDied ? LifeCycleStage.Closed : From(MergeField.Stage).Stage, From(MergeField.Language).Language,
            survivor.Tags.Concat(loser.Tags).Distinct().Take(Customer.MaxTags));
        if (survivor.DiedOn is null && loser.DiedOn is { } died)
        {
            survivor.HasDied(died, today);
        }
    }

    private bool Is(MergeField field) => fromLoser.Contains(field);

    private Customer From(MergeField field) => Is(field) ? loser : survivor;
}
