namespace BankCrm.Domain.Customers;

/// <summary>As an identity document states it. Not stated is null.</summary>
public enum Sex
{
    Female,
    Male,
}
