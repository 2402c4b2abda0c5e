using BankCrm.Infrastructure.Customers;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CustomerFunctions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CustomerFunctionsSql.Twins);
            migrationBuilder.Sql(CustomerFunctionsSql.Numbers);
            migrationBuilder.Sql(CustomerFunctionsSql.Grants);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function customer_twins");
            migrationBuilder.Sql("drop function take_customer_numbers");
        }
    }
}
