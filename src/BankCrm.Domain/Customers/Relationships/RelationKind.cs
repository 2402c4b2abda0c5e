using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Relationships;

/// <summary>How two customers are related. Each is told from the first to the second; the words for the second follow from it.</summary>
public enum RelationKind
{
    [Means("Spouses")] Spouse,
    [Means("Parent and child")] ParentOf,
    [Means("Siblings")] Sibling,
    [Means("Relatives")] Family,
    [Means("Employer and employee")] Employs,
    [Means("Shareholder and company")] Owns,
    [Means("Person in control and organisation")] Controls,
    [Means("Guarantor and customer guaranteed")] Guarantees,
    [Means("Introducer and customer introduced")] Introduced,
}

/// <summary>What the other customer is to the one whose record is open.</summary>
public enum RelationRole
{
    Spouse,
    Parent,
    Child,
    Sibling,
    [Means("Other relative")] Relative,
    Employer,
    Employee,
    Shareholder,
    [Means("Company owned")] CompanyOwned,
    [Means("Person in control")] Controller,
    [Means("Organisation controlled")] OrganisationControlled,
    Guarantor,
    [Means("Customer guaranteed")] CustomerGuaranteed,
    Introducer,
    [Means("Customer introduced")] CustomerIntroduced,
}

/// <summary>The words of either side.</summary>
internal static class RelationSides
{
    public static readonly (RelationKind Kind, RelationRole First, RelationRole Second)[] All =
    [
        (RelationKind.Spouse, RelationRole.Spouse, RelationRole.Spouse),
        (RelationKind.ParentOf, RelationRole.Parent, RelationRole.Child),
        (RelationKind.Sibling, RelationRole.Sibling, RelationRole.Sibling),
        (RelationKind.Family, RelationRole.Relative, RelationRole.Relative),
        (RelationKind.Employs, RelationRole.Employer, RelationRole.Employee),
        (RelationKind.Owns, RelationRole.Shareholder, RelationRole.CompanyOwned),
        (RelationKind.Controls, RelationRole.Controller, RelationRole.OrganisationControlled),
        (RelationKind.Guarantees, RelationRole.Guarantor, RelationRole.CustomerGuaranteed),
        (RelationKind.Introduced, RelationRole.Introducer, RelationRole.CustomerIntroduced),
    ];
}

/// <summary>Which kind a role is of.</summary>
public static class RelationRoles
{
    extension(RelationRole role)
    {
        public RelationKind Kind => Array.Find(RelationSides.All, s => s.First == role || s.Second == role).Kind;

        /// <summary>The other customer comes first.</summary>
        public bool IsFirst => Array.Exists(RelationSides.All, s => s.First == role);
    }
}

/// <summary>What each is to the other in a kind, and between whom it makes sense.</summary>
public static class RelationKinds
{
    extension(RelationKind kind)
    {
        /// <summary>What the first of the two is to the second.</summary>
        public RelationRole First => Array.Find(RelationSides.All, s => s.Kind == kind).First;

        /// <summary>What the second of the two is to the first.</summary>
        public RelationRole Second => Array.Find(RelationSides.All, s => s.Kind == kind).Second;

        /// <summary>Each is the same to the other.</summary>
        public bool IsMutual => kind.First == kind.Second;

        public bool IsFamily => kind is RelationKind.Spouse or RelationKind.ParentOf or RelationKind.Sibling or RelationKind.Family;

        /// <summary>Why the one or the other cannot be in such a relation; null: they can.</summary>
        public Fault? FaultBetween(CustomerKind first, CustomerKind second) => kind switch
        {
            _ when kind.IsFamily && (first is CustomerKind.Organisation || second is CustomerKind.Organisation) =>
                new Fault("Only people are family: one of the two is an organisation."),
            RelationKind.Employs when second is CustomerKind.Organisation => new Fault("Only a person can be an employee."),
            RelationKind.Owns or RelationKind.Controls when second is CustomerKind.Individual =>
                new Fault("Only an organisation can be owned or controlled."),
            _ => null,
        };
    }
}
