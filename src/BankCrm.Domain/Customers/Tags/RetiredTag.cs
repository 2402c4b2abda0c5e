using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Tags;

/// <summary>A tag that nobody is given any more. Who has it keeps it.</summary>
[Class(DataClass.C1)]
public sealed class RetiredTag : Entity
{
    private RetiredTag() { } // EF Core

    public string Name { get; private init; } = "";
    public DateTimeOffset RetiredAt { get; private init; }

    public static RetiredTag Retire(string name, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(), Name = name, RetiredAt = now };
}
