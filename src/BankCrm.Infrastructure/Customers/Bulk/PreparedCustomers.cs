using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;

namespace BankCrm.Infrastructure.Customers.Bulk;

/// <summary>A chunk as it will be sent, and what the audit trail will say of it.</summary>
internal sealed class PreparedCustomers : IPreparedCustomers
{
    public CopyBuffer[] Buffers { get; } = [.. Enumerable.Range(0, CustomerTables.Count).Select(_ => new CopyBuffer())];

    public int Count { get; private set; }

    public Customer? First { get; private set; }

    public Customer? Last { get; private set; }

    /// <summary>Null: of several.</summary>
    public Guid? OnlyBranch { get; private set; }

    public static PreparedCustomers Of(CustomerTables tables, IEnumerable<KeyedCustomer> chunk, Stamp stamp)
    {
        var prepared = new PreparedCustomers();
        foreach (var customer in chunk)
        {
            tables.Add(prepared.Buffers, customer, stamp);
            prepared.Note(customer.New.Customer);
        }

        Array.ForEach(prepared.Buffers, buffer => buffer.End());
        return prepared;
    }

    public void Dispose() => Array.ForEach(Buffers, buffer => buffer.Dispose());

    private void Note(Customer customer)
    {
        OnlyBranch = Count == 0 || OnlyBranch == customer.BranchId ? customer.BranchId : null;
        First ??= customer;
        Last = customer;
        Count++;
    }
}
