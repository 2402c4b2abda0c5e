using BankCrm.Application.Customers.List;
using BankCrm.Domain.Customers;

namespace BankCrm.Web.Pages.Customers;

/// <summary>The filters of the list of customers, as they stand in its address.</summary>
public sealed class CustomerListAddress
{
    public const string Mine = "mine";
    public const string Nobodys = "none";
    private const int OldestAge = 150;

    public CustomerKind? Kind { get; set; }

    public CustomerTier? Tier { get; set; }

    public LifeCycleStage? Stage { get; set; }

    /// <summary>"mine", "none" or a colleague's id.</summary>
    public string? Owner { get; set; }

    public Guid? Branch { get; set; }

    /// <summary>With commas between them: all of them.</summary>
    public string? Tag { get; set; }

    public Sex? Sex { get; set; }

    public string? City { get; set; }

    public int? AgeFrom { get; set; }

    public int? AgeTo { get; set; }

    public bool? Phone { get; set; }

    public DateOnly? AddedFrom { get; set; }

    public DateOnly? AddedTo { get; set; }

    public DateOnly? ChangedFrom { get; set; }

    public DateOnly? ChangedTo { get; set; }

    /// <summary>"hidden": without the protected records.</summary>
    public string? Protected { get; set; }

    /// <summary>One of the filters that are not always in sight is in force.</summary>
    public bool HasMore => Sex is not null || !string.IsNullOrEmpty(City) || AgeFrom is not null || AgeTo is not null || Phone is not null
        || AddedFrom is not null || AddedTo is not null || ChangedFrom is not null || ChangedTo is not null || !string.IsNullOrEmpty(Protected);

    /// <summary>Null: the address asks for what there is not.</summary>
    public CustomerFilter? Filter()
    {
        var owner = default(Guid);
        if (!(string.IsNullOrEmpty(Owner) || Owner is Mine or Nobodys || Guid.TryParse(Owner, out owner)) || AgeFrom is < 0 or > OldestAge || AgeTo is < 0 or > OldestAge)
        {
            return null;
        }

        return new()
        {
            Kind = Kind,
            Tier = Tier,
            Stage = Stage,
            Branch = Branch,
            Tag = Tag,
            Sex = Sex,
            City = City,
            AgeFrom = AgeFrom,
            AgeTo = AgeTo,
            HasPhone = Phone,
            AddedFrom = AddedFrom,
            AddedTo = AddedTo,
            ChangedFrom = ChangedFrom,
            ChangedTo = ChangedTo,
            IsMine = Owner is Mine,
            IsNobodys = Owner is Nobodys,
            Owner = owner == default ? null : owner,
            HidesProtected = Protected is "hidden",
        };
    }
}
