using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CustomerKey> CustomerKeys => Set<CustomerKey>();

    /// <summary>What this unit of work has opened already, by customer.</summary>
    public Dictionary<Guid, ICustomerCipher> Ciphers { get; } = [];
}
