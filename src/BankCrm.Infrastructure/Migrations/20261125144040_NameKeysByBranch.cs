using BankCrm.Infrastructure.Customers;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class NameKeysByBranch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_name_keys",
                table: "name_keys");

            migrationBuilder.AddPrimaryKey(
                name: "pk_name_keys",
                table: "name_keys",
                columns: new[] { "branch_id", "is_part", "key", "customer_id" });

            migrationBuilder.Sql(CustomerFunctionsSql.NamesOfBranches);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function name_keys_of_branches");

            migrationBuilder.DropPrimaryKey(
                name: "pk_name_keys",
                table: "name_keys");

            migrationBuilder.AddPrimaryKey(
                name: "pk_name_keys",
                table: "name_keys",
                columns: new[] { "key", "branch_id", "customer_id" });
        }
    }
}
